package dev.tributary.connector.cloudsql.postgres;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a table's name that a user wrote may mean, the likeliest first: the name of a table as it
 * stands, schema and name with a point between them as they stand, or the server's own notation, in
 * which names outside quotes are in small letters.
 *
 * @param schema the schema, or null for those of the search path
 * @param name the name in it
 */
record NameParts(@Nullable String schema, String name) {
  static List<NameParts> of(String written) {
    List<NameParts> meanings = new ArrayList<>();
    meanings.add(new NameParts(null, written));
    for (int point = written.indexOf('.'); point >= 0; point = written.indexOf('.', point + 1)) {
      if (point > 0 && point < written.length() - 1) {
        meanings.add(new NameParts(written.substring(0, point), written.substring(point + 1)));
      }
    }
    List<String> parsed = parse(written);
    if (parsed.size() == 1) {
      meanings.add(new NameParts(null, parsed.get(0)));
    } else if (parsed.size() == 2) {
      meanings.add(new NameParts(parsed.get(0), parsed.get(1)));
    }
    return meanings;
  }

  /** Returns the parts of a name in the server's notation; none if it is not in it. */
  private static List<String> parse(String written) {
    List<String> parts = new ArrayList<>();
    int at = 0;
    while (true) {
      StringBuilder part = new StringBuilder();
      if (at < written.length() && written.charAt(at) == '"') {
        at = quoted(written, at + 1, part);
      } else {
        while (at < written.length() && written.charAt(at) != '.' && written.charAt(at) != '"') {
          char c = written.charAt(at++);
          part.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
      }
      parts.add(part.toString());
      if (at == written.length()) {
        return parts;
      }
      if (at < 0 || written.charAt(at++) != '.') {
        return List.of();
      }
    }
  }

  /** Reads until the closing quote and returns where the name ends, or -1 if it does not. */
  private static int quoted(String written, int from, StringBuilder part) {
    int at = from;
    while (true) {
      int quote = written.indexOf('"', at);
      if (quote < 0) {
        return -1;
      }
      part.append(written, at, quote);
      at = quote + 1;
      if (at == written.length() || written.charAt(at) != '"') {
        return at;
      }
      part.append('"');
      at++;
    }
  }
}

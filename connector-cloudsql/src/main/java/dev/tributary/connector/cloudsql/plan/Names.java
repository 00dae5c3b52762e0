package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.server.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How tables are called in configurations, requests and states. */
final class Names {
  private Names() {}

  /**
   * Returns the name of a table's stream: schema and name with a point between them, each in double
   * quotes where it holds a point or quotes itself.
   */
  static String stream(TableName table) {
    return part(table.schema()) + "." + part(table.name());
  }

  private static String part(String name) {
    boolean plain = !name.isEmpty() && name.indexOf('.') < 0 && name.indexOf('"') < 0;
    return plain ? name : "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /**
   * Returns the parts of a name as somebody wrote it: one or two, quotes taken off. A text that is
   * no such name is one part.
   */
  static List<String> parts(String written) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int at = 0; at < written.length(); at++) {
      char here = written.charAt(at);
      if (here == '"' && quoted && at + 1 < written.length() && written.charAt(at + 1) == '"') {
        part.append('"');
        at++;
      } else if (here == '"' && (quoted || part.isEmpty())) {
        quoted = !quoted;
      } else if (here == '.' && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(here);
      }
    }
    parts.add(part.toString());
    return quoted || parts.size() > 2 ? List.of(written) : parts;
  }

  /** Returns whether a table is what somebody wrote, with or without its schema. */
  static boolean means(String written, TableName table) {
    List<String> parts = parts(written);
    return parts.size() == 2
        ? parts.get(0).equals(table.schema()) && parts.get(1).equals(table.name())
        : parts.get(0).equals(table.name());
  }

  /** Returns a question that names what was maybe meant; empty if nothing is near. */
  static Optional<String> suggestion(String written, Collection<String> known) {
    String typed = written.toLowerCase(Locale.ROOT);
    String best = null;
    int least = Math.max(1, Math.min(3, typed.length() / 3)) + 1;
    for (String candidate : known) {
      int distance = distance(typed, candidate.toLowerCase(Locale.ROOT), least);
      if (distance < least || (best == null && distance == 0)) {
        least = distance;
        best = candidate;
      }
    }
    return Optional.ofNullable(best).map(name -> "Did you mean `" + name + "`?");
  }

  /** Returns a question that names the table that was maybe meant; empty if none is near. */
  static Optional<String> table(String written, Collection<TableName> known) {
    boolean qualified = parts(written).size() == 2;
    String nearest = null;
    for (TableName table : known) {
      // The right name in the wrong schema is nearer than any other.
      if (table.name().equalsIgnoreCase(last(written))) {
        nearest = stream(table);
      }
    }
    if (nearest != null) {
      return Optional.of("Did you mean `" + nearest + "`?");
    }
    return suggestion(
        written, known.stream().map(table -> qualified ? stream(table) : table.name()).toList());
  }

  private static String last(String written) {
    List<String> parts = parts(written);
    return parts.get(parts.size() - 1);
  }

  /** Counts insertions, deletions and replacements, no further than {@code most}. */
  private static int distance(String a, String b, int most) {
    if (Math.abs(a.length() - b.length()) >= most) {
      return most;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}

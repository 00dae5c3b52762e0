package dev.tributary.connector.rest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds one value in the bytes of a JSON document without decoding the rest, to ask for the next
 * page early.
 *
 * <p>What it finds is a guess that the decoder confirms: it passes over what it does not look for
 * without checking it, and gives up at whatever is unusual. Immutable.
 */
final class BodyPath {
  private static final Pattern PLAIN = Pattern.compile("(?:\\$\\.)?[\\w-]+(?:\\.[\\w-]+)*");
  private static final int LONGEST = 4_096;

  private final List<byte[]> names;

  private BodyPath(List<byte[]> names) {
    this.names = names;
  }

  /** Returns the path of a text such as {@code meta.next}; nothing if it is less plain. */
  static Optional<BodyPath> of(String text) {
    if (!PLAIN.matcher(text).matches()) {
      return Optional.empty();
    }
    List<byte[]> names = new ArrayList<>();
    for (String name : text.replaceFirst("^\\$\\.", "").split("\\.")) {
      names.add(name.getBytes(StandardCharsets.UTF_8));
    }
    return Optional.of(new BodyPath(names));
  }

  /** Returns the text or number at this path, if it stands there plainly. */
  Optional<String> find(byte[] json, int length) {
    return new Scan(json, length).find();
  }

  /** Walks over the bytes of one document, from the left to the value. */
  private final class Scan {
    private final byte[] json;
    private final int end;
    private int at;

    Scan(byte[] json, int end) {
      this.json = json;
      this.end = end;
    }

    Optional<String> find() {
      for (byte[] name : names) {
        if (!enter(name)) {
          return Optional.empty();
        }
      }
      return value();
    }

    /** Goes to the value of a member of the object that starts here. */
    private boolean enter(byte[] name) {
      if (next() != '{') {
        return false;
      }
      at++;
      while (next() == '"') {
        int start = at + 1;
        if (!skipString()) {
          return false;
        }
        boolean found = isName(name, start, at - 1);
        if (next() != ':') {
          return false;
        }
        at++;
        if (found) {
          return true;
        }
        skipValue();
        if (next() == ',') {
          at++;
        }
      }
      return false;
    }

    private boolean isName(byte[] name, int from, int to) {
      return Arrays.equals(name, 0, name.length, json, from, to);
    }

    private void skipValue() {
      int depth = 0;
      next();
      while (at < end) {
        byte b = json[at];
        if (b == '"') {
          if (!skipString()) {
            return;
          }
          if (depth == 0) {
            return;
          }
          continue;
        }
        if (b == '{' || b == '[') {
          depth++;
        } else if (b == '}' || b == ']') {
          if (--depth < 0) {
            return;
          }
          if (depth == 0) {
            at++;
            return;
          }
        } else if (b == ',' && depth == 0) {
          return;
        }
        at++;
      }
    }

    private boolean skipString() {
      for (at++; at < end; at++) {
        byte b = json[at];
        if (b == '\\') {
          at++;
        } else if (b == '"') {
          at++;
          return true;
        }
      }
      return false;
    }

    private Optional<String> value() {
      int first = next();
      int start = at;
      if (first == '"') {
        if (!skipString() || at - start > LONGEST) {
          return Optional.empty();
        }
        String text = new String(json, start + 1, at - start - 2, StandardCharsets.UTF_8);
        return text.indexOf('\\') < 0 ? Optional.of(text) : unescaped(text);
      }
      while (at < end && at - start < LONGEST && (json[at] >= '0' && json[at] <= '9')) {
        at++;
      }
      boolean whole =
          at > start && at < end && (json[at] == ',' || json[at] == '}' || json[at] <= ' ');
      return whole
          ? Optional.of(new String(json, start, at - start, StandardCharsets.US_ASCII))
          : Optional.empty();
    }

    /** URLs are often written with escaped slashes; everything else is left to the decoder. */
    private Optional<String> unescaped(String text) {
      String plain = text.replace("\\/", "/").replace("\\u0026", "&");
      return plain.indexOf('\\') < 0 ? Optional.of(plain) : Optional.empty();
    }

    /** Returns the next byte that is no space, without passing it; -1 at the end. */
    private int next() {
      while (at < end && json[at] <= ' ' && json[at] >= 0) {
        at++;
      }
      return at < end ? json[at] : -1;
    }
  }
}

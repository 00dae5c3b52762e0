package dev.tributary.connector.files.json;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.text.ByteWindow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The records of a document: the elements of an array, at its top or at a path, or objects one
 * after another. Only one record is held at a time; what stands beside the records is passed over.
 */
final class JsonDocument extends JsonRecords {
  private static final int MANY = 0;
  private static final int ARRAY = 1;
  private static final int SINGLE = 2;

  private final ByteWindow window;
  private final String place;
  private final JsonEnd ends = new JsonEnd();
  private boolean inArray;
  private boolean single;
  private boolean first = true;
  private boolean over;
  private int limit;
  private int position;

  private JsonDocument(ByteWindow window, String place) {
    this.window = window;
    this.place = place;
    bytes = window.bytes();
    limit = window.limit();
  }

  /** Opens a document at its start, and finds the records. */
  static JsonDocument at(ByteWindow window, String place, List<String> path) throws IOException {
    JsonDocument document = new JsonDocument(window, place);
    document.mark();
    for (String name : path) {
      document.enter(name);
    }
    int c = document.peek();
    if (c == '[') {
      document.position++;
      document.inArray = true;
    } else {
      document.single = !path.isEmpty();
    }
    return document;
  }

  /** Goes on behind a record. */
  static JsonDocument behind(ByteWindow window, String place, int shape) {
    JsonDocument document = new JsonDocument(window, place);
    document.inArray = shape == ARRAY;
    document.single = shape == SINGLE;
    document.first = false;
    return document;
  }

  /** Returns what {@link #behind} must know. */
  int shape() {
    return inArray ? ARRAY : single ? SINGLE : MANY;
  }

  private void mark() throws IOException {
    if (peek() == 0xEF && limit - position >= 3) {
      position += 3;
    }
  }

  /** Goes to the value of a member of the object that begins here. */
  private void enter(String name) throws IOException {
    if (peek() != '{') {
      throw broken("there is no object to find \"" + name + "\" in");
    }
    position++;
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    while (true) {
      if (peek() != '"') {
        throw ConnectorException.of(ErrorKind.DATA, "the document has no \"" + name + "\"")
            .place(where())
            .remedy("Look at `data_path`")
            .build();
      }
      int close = value();
      boolean found = Arrays.equals(bytes, position + 1, close - 1, wanted, 0, wanted.length);
      position = close;
      if (peek() != ':') {
        throw broken("a colon is missing");
      }
      position++;
      if (found) {
        peek();
        return;
      }
      pass();
      if (peek() == ',') {
        position++;
      }
    }
  }

  /** Passes over a value of any size, holding none of it. */
  private void pass() throws IOException {
    int c = peek();
    if (c != '{' && c != '[') {
      position = value();
      return;
    }
    int depth = 0;
    do {
      c = peek();
      if (c < 0) {
        throw cut();
      }
      if (c == '"') {
        position = value();
        continue;
      }
      position++;
      if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
    } while (depth > 0);
  }

  @Override
  boolean next() throws IOException {
    if (over) {
      return false;
    }
    if (single && !first) {
      over = true;
      return false;
    }
    int c = peek();
    if (inArray) {
      if (c == ',' && !first) {
        position++;
        c = peek();
        if (c == ']') {
          throw broken("a value is missing");
        }
      } else if (c != ']' && c >= 0 && !first) {
        throw broken("a comma is missing");
      }
      if (c == ']') {
        over = true;
        return false;
      }
      if (c < 0) {
        throw cut();
      }
    } else if (c < 0) {
      over = true;
      return false;
    } else if (c == ',' && !first) {
      position++; // some write objects with commas between them
      peek();
    }
    first = false;
    end = value();
    begin = position;
    position = end;
    return true;
  }

  /** Returns the next byte that is no space, or -1 at the end. */
  private int peek() throws IOException {
    while (true) {
      position = JsonEnd.space(bytes, position, limit);
      if (position < limit) {
        return bytes[position] & 0xFF;
      }
      if (!more()) {
        return -1;
      }
    }
  }

  /** Returns the index behind the value that begins here, all of which is at hand then. */
  private int value() throws IOException {
    while (true) {
      int found = ends.of(bytes, position, limit, window.isAtEnd());
      if (found >= 0) {
        return found;
      }
      if (found == JsonEnd.BROKEN) {
        position = ends.place;
        throw broken("something is no JSON");
      }
      if (!more()) {
        if (window.isAtEnd() && ends.of(bytes, position, limit, true) >= 0) {
          continue;
        }
        throw cut();
      }
    }
  }

  private boolean more() throws IOException {
    if (window.isAtEnd()) {
      return false;
    }
    boolean got = window.more(position);
    bytes = window.bytes();
    limit = window.limit();
    position = 0;
    return got;
  }

  private String where() {
    return place + ", byte " + window.offset(position);
  }

  private ConnectorException cut() {
    return ConnectorException.of(ErrorKind.DATA, "the document is cut off")
        .place(where())
        .remedy("Get the file again; the records before that place are good")
        .build();
  }

  private ConnectorException broken(String what) {
    return ConnectorException.of(ErrorKind.DATA, "the document is damaged: " + what)
        .place(where())
        .remedy("If each line is a record of its own, set `file_format: JSONL`")
        .build();
  }

  @Override
  long at() {
    return window.offset(begin);
  }

  @Override
  long after() {
    return window.offset(position);
  }

  @Override
  long line() {
    return 0;
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}

package dev.tributary.connector.pipeline.document;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Turns the names of streams and pipelines into names of files, one to one. */
public final class FileNames {
  private FileNames() {}

  /**
   * Returns a name that every file system takes and tells from others, also where case does not
   * count: small letters, digits, {@code - _ .}, and all else as percent escapes of its UTF-8.
   *
   * @param name any text but the empty one
   */
  public static String encode(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an empty name");
    }
    StringBuilder encoded = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
      // A first dot or underscore hides files, and a last dot is dropped by some systems.
      boolean inner = (c == '.' || c == '_') && !encoded.isEmpty();
      if (plain || inner) {
        encoded.append(c);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    int last = encoded.length() - 1;
    return encoded.charAt(last) == '.' ? encoded.substring(0, last) + "%2E" : encoded.toString();
  }

  /** Returns the name that {@link #encode} turned into this one. */
  public static String decode(String encoded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%' && i + 2 < encoded.length()) {
        bytes.write(Integer.parseInt(encoded, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}

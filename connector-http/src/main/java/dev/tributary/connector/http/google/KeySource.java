package dev.tributary.connector.http.google;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Where the text of a key comes from, and from where it is read again once it was refused.
 *
 * @param first gives the text
 * @param again gives it once more, perhaps a newer one
 * @param said what the place is called in errors
 */
record KeySource(Supplier<String> first, Supplier<String> again, String said) {
  static KeySource ofFile(String path, String said) {
    Supplier<String> text = () -> text(path, said);
    return new KeySource(text, text, said);
  }

  String read() {
    return first.get();
  }

  private static String text(String path, String said) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException | InvalidPathException unread) {
      throw ConnectorException.of(
              ErrorKind.CONFIG,
              "the credential file that " + said + " names cannot be read: " + reason(unread))
          .remedy("Name a file that this program may read, or hold the JSON itself in a secret")
          .build();
    }
  }

  private static String reason(Exception unread) {
    return unread instanceof java.nio.file.NoSuchFileException
        ? "there is none"
        : unread.getClass().getSimpleName();
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return said;
  }
}

package dev.tributary.connector.files.format;

/**
 * Says that a whole file goes to the quarantine; {@link FileRows#match} throws it.
 *
 * @since 0.1.0
 */
public final class FileSetAside extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FileSetAside(String reason) {
    super(reason, null, false, false);
  }

  /** Returns why, as a clause without a full stop. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}

package dev.tributary.connector.files.parquet.wire;

/**
 * Bytes that are not what they have to be; whoever knows file and place turns it into an error for
 * people.
 */
public final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean cut;

  private Malformed(String what, boolean isShort) {
    super(what);
    this.cut = isShort;
  }

  /**
   * Returns one of what is wrong in itself.
   *
   * @param what what is wrong, as a clause
   */
  public static Malformed of(String what) {
    return new Malformed(what, false);
  }

  /**
   * Returns one of bytes that end too early; with more of them it may turn out well.
   *
   * @param what what is missing, as a clause
   */
  public static Malformed tooShort(String what) {
    return new Malformed(what, true);
  }

  /** Returns whether more bytes may help. */
  public boolean isTooShort() {
    return cut;
  }

  /** Returns what is wrong, as a clause. */
  public String what() {
    return String.valueOf(getMessage());
  }
}

package dev.tributary.connector.files.avro.schema;

/**
 * Bytes or a schema that are not what they have to be; whoever knows file and place turns it into
 * an error for people.
 */
public final class Broken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param what what is wrong, as a clause
   */
  public Broken(String what) {
    super(what);
  }

  /** Returns what is wrong, as a clause. */
  public String what() {
    return String.valueOf(getMessage());
  }
}

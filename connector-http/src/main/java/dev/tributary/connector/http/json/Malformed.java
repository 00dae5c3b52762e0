package dev.tributary.connector.http.json;

/** The bytes are no JSON; whoever knows the place in the document makes an error for people. */
final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Where in the buffer. */
  final int index;

  final String what;

  Malformed(int index, String what) {
    super(what, null, false, false);
    this.index = index;
    this.what = what;
  }
}

package dev.tributary.connector.pipeline.expression;

/** Says that arguments do not fit a function; where it stands is added by who binds it. */
final class Mismatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;

  Mismatch(String what) {
    super(what, null, false, false);
    this.what = what;
  }

  String what() {
    return what;
  }
}

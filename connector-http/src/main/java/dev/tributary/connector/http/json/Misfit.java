package dev.tributary.connector.http.json;

/** A record holds a value that its field does not take. */
final class Misfit extends RuntimeException {
  private static final long serialVersionUID = 1L;

  final String field;
  final String why;

  Misfit(String field, String why) {
    super(why, null, false, false);
    this.field = field;
    this.why = why;
  }
}

package dev.tributary.connector.cloudsql.plan;

/** Gives the literals that stand for values of the run in a user's SQL. */
@FunctionalInterface
interface Placeholders {
  /**
   * Returns the literal.
   *
   * @param name the placeholder in small letters, such as {@code @last_value}
   */
  String literal(String name);
}

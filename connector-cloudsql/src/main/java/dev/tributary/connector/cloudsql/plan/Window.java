package dev.tributary.connector.cloudsql.plan;

import java.util.List;

/**
 * Which values of the cursor are read: from a bound, included, until another, excluded. A bound has
 * a value for each column of the cursor or for its first ones.
 *
 * @param from the first to read; empty for the lowest
 * @param until the first not to read; empty for no end
 */
record Window(List<String> from, List<String> until) {
  static final Window ALL = new Window(List.of(), List.of());
}

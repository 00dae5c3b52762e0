package dev.tributary.connector.cloudsql.server;

/** Where rows stand relative to a bound, in the order of the bound's columns. */
public enum Comparison {
  /** At the bound or after it. */
  FROM,
  /** After the bound. */
  AFTER,
  /** Before the bound. */
  BEFORE
}

package dev.tributary.connector.cloudsql.plan;

import java.util.Locale;

/** In which order a split yields its rows, and so where it can go on. */
enum Order {
  /** By where rows lie: goes on within the same snapshot only. */
  PAGES,
  /** By the key: goes on at any time. */
  KEY,
  /** By the cursor and then the key: goes on at any time. */
  CURSOR,
  /** In no order: begins again. */
  NONE;

  /** Returns whether what was read up to a checkpoint can be told apart at a later moment. */
  boolean survives() {
    return this == KEY || this == CURSOR;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Order of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}

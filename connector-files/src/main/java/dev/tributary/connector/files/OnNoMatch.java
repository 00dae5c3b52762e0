package dev.tributary.connector.files;

/**
 * What is done where no file is meant.
 *
 * @since 0.1.0
 */
public enum OnNoMatch {
  /** Reading fails and shows the nearest names, unless files were read before; the default. */
  FAIL,
  /** Nothing is read, and that is complete. */
  EMPTY
}

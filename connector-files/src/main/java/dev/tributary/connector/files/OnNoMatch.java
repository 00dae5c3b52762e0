package dev.tributary.connector.files;

/** What is done where no file is meant. */
public enum OnNoMatch {
  /** Reading fails and shows the nearest names, unless files were read before; the default. */
  FAIL,
  /** Nothing is read, and that is complete. */
  EMPTY
}

package dev.tributary.connector.files;

/**
 * What is done with a file that was deleted, replaced or written since it was listed.
 *
 * @since 0.1.0
 */
public enum ChangedFiles {
  /** Reading fails, naming the file; the default. */
  FAIL,
  /** The rest of it is left out, with a warning; what stands there now is another file. */
  SKIP
}

package dev.tributary.connector.files.format;

/**
 * What is done where the files of one stream do not have the same columns.
 *
 * @since 0.1.0
 */
public enum Differences {
  /**
   * The stream's schema grows: columns are added, and a type widens to what holds both; the
   * default. Declared columns keep their types.
   */
  WIDEN,
  /** Reading fails, naming the file and the column. */
  FAIL,
  /**
   * A file whose columns differ is set aside as one reject and not read; so is a single record
   * whose value does not fit its column.
   */
  QUARANTINE
}

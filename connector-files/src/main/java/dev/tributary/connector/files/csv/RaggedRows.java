package dev.tributary.connector.files.csv;

/** What is done with a row that has more or fewer fields than the header. */
enum RaggedRows {
  /** It is a bad record: see {@code misfits}; the default. */
  MISFIT,
  /**
   * Missing fields are null, and surplus ones dropped if they are empty; otherwise a bad record.
   */
  PAD
}

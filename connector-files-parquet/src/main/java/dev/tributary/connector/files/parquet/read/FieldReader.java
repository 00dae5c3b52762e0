package dev.tributary.connector.files.parquet.read;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.error.ConnectorException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the values of one field into rows, one after another. Not thread-safe. */
interface FieldReader {
  /**
   * Returns how many rows can be put without asking again; 0 at the end of the row group.
   *
   * @throws IOException if the file cannot be read
   */
  int ready() throws IOException;

  /**
   * Puts the next value into the open row, and goes past it even if it does not fit.
   *
   * @return why it does not fit; null if it does
   * @throws ConnectorException of kind DATA if the file is broken
   * @throws IOException if the file cannot be read
   */
  @Nullable ConnectorException put(BatchBuilder rows) throws IOException;

  /** Appends the field and the value that was put last as a member of a JSON object. */
  void show(StringBuilder json);

  /**
   * Passes over rows.
   *
   * @param row the row that is the next
   * @param to the row that is to be the next
   * @throws IOException if the file cannot be read
   */
  void skip(long row, long to) throws IOException;

  /** Returns the stored columns that are read. */
  List<LeafReader> leaves();
}

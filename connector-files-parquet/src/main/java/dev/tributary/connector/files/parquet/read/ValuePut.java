package dev.tributary.connector.files.parquet.read;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.files.parquet.encoding.Values;

/** Puts one value of a vector into a column of the open row. */
@FunctionalInterface
interface ValuePut {
  /**
   * Puts the value.
   *
   * @throws dev.tributary.connector.error.ConnectorException of kind DATA if it does not fit
   */
  void put(BatchBuilder rows, int column, Values values, int at);
}

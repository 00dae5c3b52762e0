package dev.tributary.connector.files.avro.read;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.files.avro.container.Input;
import dev.tributary.connector.files.avro.schema.Broken;

/** Reads one value and puts it into a column of the open row. */
@FunctionalInterface
interface ValueReader {
  /**
   * Reads the value, all of it, and puts it.
   *
   * @throws ConnectorException of kind DATA if it does not fit; it has been read even so
   * @throws Broken if the bytes are no such value
   */
  void read(Input in, BatchBuilder rows, int column);
}

package dev.tributary.connector.read;

import dev.tributary.connector.batch.BatchBuilder;

/**
 * Writes an item as a row.
 *
 * @param <T> the type of an item
 * @since 0.1.0
 */
@FunctionalInterface
public interface RowWriter<T> {
  /**
   * Adds at most one row for the item.
   *
   * @param item what was read
   * @param rows where the row goes
   * @throws Exception if the item cannot be read
   */
  void write(T item, BatchBuilder rows) throws Exception;
}

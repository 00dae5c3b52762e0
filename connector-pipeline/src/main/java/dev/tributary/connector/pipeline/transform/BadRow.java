package dev.tributary.connector.pipeline.transform;

import dev.tributary.connector.batch.RecordBatch;

/**
 * A record that could not be shaped.
 *
 * @param batch the batch as it was read
 * @param row its place in that batch, from 0
 * @param reason why, with the column that it is about, as a clause without a full stop
 * @since 0.1.0
 */
public record BadRow(RecordBatch batch, int row, String reason) {
  /** Returns where the record stands, counted from 1. */
  public String place() {
    return batch.split()
        + ", batch "
        + batch.number()
        + ", row "
        + (row + 1)
        + " of "
        + batch.size();
  }
}

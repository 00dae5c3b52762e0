package dev.tributary.connector.pipeline.transform;

import dev.tributary.connector.batch.RecordBatch;
import java.util.List;

/**
 * What became of a batch.
 *
 * @param batch the records that are kept, shaped; with the rejects that it came with
 * @param bad those that could not be shaped, in their order
 * @since 0.1.0
 */
public record Shaped(RecordBatch batch, List<BadRow> bad) {
  /** Copies the list. */
  public Shaped {
    bad = List.copyOf(bad);
  }
}

package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.SplitReader;
import org.jspecify.annotations.Nullable;

/** The reader of a split that yields nothing: what it had to find out is said already. */
final class NothingReader implements SplitReader {
  @Override
  public @Nullable RecordBatch readBatch() {
    return null;
  }
}

package dev.tributary.connector.read;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.split.Position;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Reads what an iterator yields; the checkpoint is how many items were taken. */
final class IteratorReader<T> implements SplitReader {
  private static final String ITEMS = "items";

  private final ReadContext context;
  private final Iterator<T> items;
  private final RowWriter<T> row;
  private final BatchBuilder rows;
  private final long skip;
  private long taken;

  IteratorReader(ReadTask task, ReadContext context, Iterator<T> items, RowWriter<T> row) {
    this.context = context;
    this.items = items;
    this.row = row;
    this.rows = context.batch();
    this.skip = task.resumeFrom().map(position -> position.getLong(ITEMS)).orElse(0L);
  }

  @Override
  public @Nullable RecordBatch readBatch() throws Exception {
    long deadline = System.nanoTime() + context.patience().toNanos();
    long before = taken;
    while (items.hasNext()) {
      T item = items.next();
      if (++taken > skip) {
        row.write(item, rows);
        rows.end();
        if (rows.isFull() || System.nanoTime() - deadline >= 0) {
          return rows.build(Position.of(ITEMS, taken));
        }
      } else if (context.isCancelled()) {
        throw new InterruptedException("cancelled while skipping what was read before");
      }
    }
    return taken > before && taken > skip ? rows.build(Position.of(ITEMS, taken)) : null;
  }

  @Override
  public void close() throws Exception {
    if (items instanceof AutoCloseable closing) {
      closing.close();
    }
  }
}

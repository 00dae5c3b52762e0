package dev.tributary.examples.meters;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.Completion;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.split.Position;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads one range; its checkpoint is the record that comes next. */
final class MeterReader implements SplitReader {
  private static final String AT = "at";

  private final BatchBuilder rows;
  private final DataInputStream in;
  private final long from;
  private final long to;
  private long at;

  MeterReader(Path file, ReadTask task, ReadContext context) throws IOException {
    Position bounds = task.split().bounds();
    from = bounds.getLong("from");
    to = bounds.getLong("to");
    at = task.resumeFrom().map(checkpoint -> checkpoint.getLong(AT)).orElse(from);
    rows = context.batch();
    FileInputStream raw = new FileInputStream(file.toFile());
    in = new DataInputStream(new BufferedInputStream(raw, 1 << 16));
    raw.getChannel().position(at * Meters.RECORD);
  }

  @Override
  public @Nullable RecordBatch readBatch() throws IOException {
    if (at == to) {
      return null;
    }
    while (at < to && !rows.isFull()) {
      rows.add().set(0, in.readLong()).set(1, in.readDouble()).end();
      at++;
    }
    return rows.build(Position.of(AT, at));
  }

  @Override
  public Completion completion() {
    return Completion.counted(to - from);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

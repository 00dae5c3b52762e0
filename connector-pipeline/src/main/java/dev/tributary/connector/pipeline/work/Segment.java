package dev.tributary.connector.pipeline.work;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.FileLayout;
import dev.tributary.connector.files.FileSink;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.pipeline.StagingConfig;
import dev.tributary.connector.pipeline.document.Checksums;
import dev.tributary.connector.pipeline.staging.StagedFile;
import dev.tributary.connector.schema.StreamSchema;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** One staged file in the making: records of one schema and one generation. Used by one thread. */
final class Segment implements AutoCloseable {
  private final SummedStore store;
  private final FileSink sink;
  private final StreamSchema schema;
  private final long generation;
  private long rows;
  private long bytes;

  private Segment(SummedStore store, FileSink sink, StreamSchema schema, long generation) {
    this.store = store;
    this.sink = sink;
    this.schema = schema;
    this.generation = generation;
  }

  /**
   * Begins the file that takes a batch.
   *
   * @param number its number in the run, which its name shows
   */
  static Segment begin(
      FileStore store, String directory, StagingConfig staging, long number, RecordBatch batch) {
    SummedStore summed = new SummedStore(store);
    FileLayout layout =
        FileLayout.of(staging.format())
            .maxBytes(Long.MAX_VALUE)
            .prefix(String.format(Locale.ROOT, "part-%06d", number));
    FileSink sink = FileSink.open(summed, directory, layout);
    return new Segment(summed, sink, batch.schema(), batch.generation());
  }

  /** Returns whether a batch belongs into this file. */
  boolean takes(RecordBatch batch) {
    return batch.generation() == generation && batch.schema().equals(schema);
  }

  void write(RecordBatch batch) throws IOException {
    sink.write(batch);
    rows += batch.size();
    bytes += batch.bytes();
  }

  long rows() {
    return rows;
  }

  boolean isFull(StagingConfig staging) {
    return rows >= staging.maxRowsPerFile() || bytes >= staging.maxBytesPerFile();
  }

  StagedFile commit() throws IOException {
    List<StoredFile> files = sink.commit();
    if (files.size() != 1) {
      throw new IOException("a segment became " + files.size() + " files");
    }
    StoredFile file = files.get(0);
    return new StagedFile(file.path(), rows, file.size(), Checksums.text(store.sum()), generation);
  }

  /** Drops the file unless it was committed. */
  @Override
  public void close() throws IOException {
    sink.close();
  }
}

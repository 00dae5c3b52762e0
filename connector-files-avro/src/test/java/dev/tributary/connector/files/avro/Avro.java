package dev.tributary.connector.files.avro;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchLimits;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.format.FileRows;
import dev.tributary.connector.files.format.FileRules;
import dev.tributary.connector.files.format.FormatFile;
import dev.tributary.connector.files.format.FormatReader;
import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Avro file under test, read as the connector reads it. */
final class Avro implements FormatFile, AutoCloseable {
  private final Path path;
  final LocalInput input;
  private final AvroFormat format = new AvroFormat();

  Avro(Path path) throws IOException {
    this.path = path;
    this.input = new LocalInput(path);
  }

  @Override
  public StoredFile stored() {
    return StoredFile.of(path.getFileName().toString(), input.size(), Instant.EPOCH);
  }

  @Override
  public String place() {
    return path.getFileName().toString();
  }

  @Override
  public Options options() {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileInput input() {
    return input;
  }

  @Override
  public InputStream stream(long from) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isCompressed() {
    return false;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }

  StreamSchema schema() throws IOException {
    return format.describe(this);
  }

  List<FileRange> divide(long bytes) throws IOException {
    return format.divide(this, bytes);
  }

  List<RecordBatch> read() throws Exception {
    return read(schema(), FileRules.of(place()), FileRange.whole(input.size()), null, 10_000);
  }

  List<RecordBatch> read(
      StreamSchema schema, FileRules rules, FileRange range, @Nullable Position from, int batchRows)
      throws Exception {
    BatchLimits limits = BatchLimits.defaults().rows(batchRows);
    BatchBuilder builder = BatchBuilder.of(BatchTarget.standalone("s", schema, limits));
    List<RecordBatch> batches = new ArrayList<>();
    try (FormatReader reader = format.read(this, range, from, FileRows.of(builder, rules))) {
      for (RecordBatch batch = reader.readBatch(); batch != null; batch = reader.readBatch()) {
        batches.add(batch);
      }
    }
    return batches;
  }

  /** All rows in one batch, of as many as there are. */
  RecordBatch whole() throws Exception {
    BatchBuilder all = BatchBuilder.of(BatchTarget.standalone("s", schema()));
    for (RecordBatch batch : read()) {
      all.append(batch);
    }
    return all.build();
  }

  static RecordBatch whole(Path path) throws Exception {
    try (Avro file = new Avro(path)) {
      return file.whole();
    }
  }
}

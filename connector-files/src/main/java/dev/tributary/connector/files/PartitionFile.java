package dev.tributary.connector.files;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.format.FileFormat;
import dev.tributary.connector.files.format.FormatWriter;
import dev.tributary.connector.files.store.FileOutput;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.schema.StreamSchema;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** One file of a sink in the making. */
final class PartitionFile implements AutoCloseable {
  private final StreamSchema schema;
  private final FileOutput output;
  private final OutputStream stream;
  private final FormatWriter writer;
  private long rows;

  private PartitionFile(
      StreamSchema schema, FileOutput output, OutputStream stream, FormatWriter writer) {
    this.schema = schema;
    this.output = output;
    this.stream = stream;
    this.writer = writer;
  }

  static PartitionFile begin(
      FileStore store,
      String path,
      FileLayout layout,
      FileFormat format,
      Options options,
      StreamSchema schema)
      throws IOException {
    FileOutput output = store.create(path);
    boolean begun = false;
    try {
      OutputStream stream = layout.compression.deflate(new Unclosed(output));
      PartitionFile file =
          new PartitionFile(schema, output, stream, format.write(stream, schema, options));
      begun = true;
      return file;
    } finally {
      if (!begun) {
        output.close();
      }
    }
  }

  /** Returns whether records of this schema fit the file: it is the file's, or an older version. */
  boolean takes(StreamSchema other) {
    return other.equals(schema)
        || (other.version() <= schema.version() && schema.widen(other).equals(schema));
  }

  void write(RecordBatch batch) throws IOException {
    writer.write(batch);
    rows += batch.size();
  }

  long rows() {
    return rows;
  }

  long bytes() {
    return writer.bytes();
  }

  StoredFile commit() throws IOException {
    writer.finish();
    stream.close(); // ends the compressed stream; the output stays open
    return output.commit();
  }

  @Override
  public void close() throws IOException {
    try (output) {
      writer.close();
    }
  }

  /** Lets a compressor end its stream without ending the file. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}

package dev.tributary.connector.files.parquet.write;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.format.FormatWriter;
import dev.tributary.connector.files.parquet.compression.Packer;
import dev.tributary.connector.files.parquet.encoding.Physical;
import dev.tributary.connector.files.parquet.footer.Footer;
import dev.tributary.connector.files.parquet.footer.Notes;
import dev.tributary.connector.files.parquet.wire.LittleEndian;
import dev.tributary.connector.files.parquet.wire.StructWriter;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Writes one file, row group by row group. Not thread-safe. */
public final class ParquetWriter implements FormatWriter {
  /** Pages are as long as readers like them, and shorter where there are hundreds of columns. */
  private static final int MOST_PAGE_ROWS = 20_000;

  private static final int LEAST_PAGE_ROWS = 1000;
  private static final int ROWS_OF_ALL_PAGES = 2_000_000;
  private static final String CREATOR = "Tributary version 0.1.0 (build 0)";

  private final OutputStream to;
  private final StreamSchema schema;
  private final List<Storage> storages = new ArrayList<>();
  private final Packer packer;
  private final long groupBytes;
  private final List<byte[]> groups = new ArrayList<>();
  private List<ChunkWriter> chunks;
  private long rows;
  private long allRows;
  private long at;
  private boolean finished;

  /**
   * Begins a file.
   *
   * @param to where it goes; not closed here
   * @param schema the schema of the records
   * @param packer compresses the pages
   * @param groupBytes how many compressed bytes make a row group
   * @param nanos whether times are written in nanoseconds, not microseconds
   * @throws IOException if it cannot be written
   */
  public ParquetWriter(
      OutputStream to, StreamSchema schema, Packer packer, long groupBytes, boolean nanos)
      throws IOException {
    this.to = to;
    this.schema = schema;
    this.packer = packer;
    this.groupBytes = groupBytes;
    for (Field field : schema.fields()) {
      storages.add(Storage.of(field, nanos));
    }
    this.chunks = chunks();
    putMagic();
  }

  private List<ChunkWriter> chunks() {
    List<ChunkWriter> made = new ArrayList<>();
    int share = ROWS_OF_ALL_PAGES / Math.max(1, storages.size());
    int pageRows = Math.max(LEAST_PAGE_ROWS, Math.min(MOST_PAGE_ROWS, share));
    for (Storage storage : storages) {
      Physical physical = storage.physical();
      if (physical == Physical.BOOLEAN) {
        made.add(new BooleanChunk(storage, packer, pageRows));
      } else if (physical == Physical.BYTE_ARRAY || physical == Physical.FIXED) {
        made.add(new BytesChunk(storage, packer, pageRows));
      } else {
        made.add(new NumberChunk(storage, packer, pageRows));
      }
    }
    return made;
  }

  private void putMagic() throws IOException {
    byte[] magic = new byte[4];
    LittleEndian.putInt(magic, 0, Footer.MAGIC);
    to.write(magic);
    at += 4;
  }

  @Override
  public void write(RecordBatch batch) throws IOException {
    if (finished) {
      throw new IllegalStateException("the file is finished");
    }
    RecordBatch same = batch.conform(schema);
    for (int i = 0; i < chunks.size(); i++) {
      chunks.get(i).write(same.column(i));
    }
    rows += same.size();
    if (waiting() >= groupBytes) {
      endGroup();
    }
  }

  private long waiting() {
    long sum = 0;
    for (ChunkWriter chunk : chunks) {
      sum += chunk.bytes();
    }
    return sum;
  }

  @Override
  public long bytes() {
    return at + waiting();
  }

  private void endGroup() throws IOException {
    if (rows == 0) {
      return;
    }
    StructWriter group = new StructWriter();
    group.begin().structs(1, chunks.size());
    long start = at;
    long unpacked = 0;
    for (ChunkWriter chunk : chunks) {
      at += chunk.finish(to, at);
      unpacked += chunk.unpacked();
    }
    long end = at;
    for (ChunkWriter chunk : chunks) {
      at += chunk.writeIndexes(to, at);
    }
    for (ChunkWriter chunk : chunks) {
      chunk.describe(group);
    }
    group.i64(2, unpacked).i64(3, rows).i64(5, start).i64(6, end - start);
    groups.add(group.end().toBytes());
    allRows += rows;
    rows = 0;
    chunks = chunks();
  }

  @Override
  public void finish() throws IOException {
    if (finished) {
      return;
    }
    endGroup();
    finished = true;
    StructWriter footer = new StructWriter();
    footer.begin().i32(1, 1).structs(2, storages.size() + 1);
    footer.begin().text(4, "schema").i32(5, storages.size()).end();
    for (Storage storage : storages) {
      storage.write(footer);
    }
    footer.i64(3, allRows).structs(4, groups.size());
    for (byte[] group : groups) {
      footer.written(group);
    }
    List<Storage> noted = storages.stream().filter(Storage::noted).toList();
    if (!noted.isEmpty()) {
      footer.structs(5, noted.size());
      for (Storage storage : noted) {
        Field field = storage.field();
        footer.begin().text(1, Notes.key(field.name())).text(2, field.type().toString()).end();
      }
    }
    footer.text(6, CREATOR).structs(7, storages.size());
    for (int i = 0; i < storages.size(); i++) {
      footer.begin().begin(1).end().end();
    }
    byte[] bytes = footer.end().toBytes();
    to.write(bytes);
    byte[] length = new byte[4];
    LittleEndian.putInt(length, 0, bytes.length);
    to.write(length);
    at += bytes.length + 4L;
    putMagic();
  }
}

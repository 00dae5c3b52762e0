package dev.tributary.connector.files.parquet.footer;

import dev.tributary.connector.files.parquet.wire.Malformed;
import dev.tributary.connector.files.parquet.wire.Struct;
import dev.tributary.connector.files.parquet.wire.StructReader;
import dev.tributary.connector.files.store.FileInput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the pages of a column chunk lie and which rows they begin with. Immutable and thread-safe.
 */
public final class PageIndex {
  private final long[] offsets;
  private final long[] ends;
  private final long[] rows;

  private PageIndex(long[] offsets, long[] ends, long[] rows) {
    this.offsets = offsets;
    this.ends = ends;
    this.rows = rows;
  }

  /**
   * Reads a chunk's index.
   *
   * @return null if there is none, or none that can be right: pages are read one by one then
   * @throws IOException if the file cannot be read
   */
  public static @Nullable PageIndex read(FileInput file, Chunk chunk) throws IOException {
    Struct struct = read(file, chunk.pageIndex());
    try {
      return struct == null ? null : of(struct.structs(1), chunk);
    } catch (Malformed odd) {
      return null;
    }
  }

  private static @Nullable PageIndex of(List<Struct> pages, Chunk chunk) {
    int count = pages.size();
    long[] offsets = new long[count];
    long[] ends = new long[count];
    long[] rows = new long[count];
    long end = chunk.from();
    for (int i = 0; i < count; i++) {
      Struct page = pages.get(i);
      offsets[i] = page.getLong(1);
      ends[i] = offsets[i] + page.getInt(2);
      rows[i] = page.getLong(3);
      if (offsets[i] < end || ends[i] <= offsets[i] || rows[i] < (i == 0 ? 0 : rows[i - 1])) {
        return null;
      }
      end = ends[i];
    }
    boolean whole = count > 0 && rows[0] == 0 && end <= chunk.from() + chunk.length();
    return whole ? new PageIndex(offsets, ends, rows) : null;
  }

  /** Reads a structure that the footer points to; null if there is none or it is none. */
  static @Nullable Struct read(FileInput file, @Nullable Span span) throws IOException {
    if (span == null) {
      return null;
    }
    byte[] bytes = new byte[span.length()];
    file.readFully(span.from(), bytes, 0, bytes.length);
    try {
      return new StructReader(bytes, 0, bytes.length).read();
    } catch (Malformed odd) {
      return null;
    }
  }

  /** Returns how many pages there are, at least one. */
  public int size() {
    return offsets.length;
  }

  /** Returns where a page begins in the file. */
  public long from(int page) {
    return offsets[page];
  }

  /** Returns where a page ends. */
  public long to(int page) {
    return ends[page];
  }

  /** Returns the first row of a page within its row group. */
  public long row(int page) {
    return rows[page];
  }

  /** Returns the last page that begins at or before a row. */
  public int pageOf(long row) {
    int page = 0;
    while (page + 1 < rows.length && rows[page + 1] <= row) {
      page++;
    }
    return page;
  }
}

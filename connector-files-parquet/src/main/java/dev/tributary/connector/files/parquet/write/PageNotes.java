package dev.tributary.connector.files.parquet.write;

import dev.tributary.connector.files.parquet.wire.StructWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the indexes of a column chunk say of its pages: where they lie, and between which bounds
 * their values do, so that readers leave out pages that hold nothing they want.
 */
final class PageNotes {
  private static final int UNORDERED = 0;
  private static final byte[] NOTHING = {};

  private final List<Page> pages = new ArrayList<>();
  private long bytes;
  private long rows;
  private boolean bounded = true;

  /** One page; its place is counted from the first. */
  private static final class Page {
    private final long from;
    private final int size;
    private final long row;
    private final long nulls;
    private final boolean isEmpty;
    private byte[] least = NOTHING;
    private byte[] greatest = NOTHING;

    Page(long from, int size, long row, long nulls, boolean isEmpty) {
      this.from = from;
      this.size = size;
      this.row = row;
      this.nulls = nulls;
      this.isEmpty = isEmpty;
    }
  }

  /** Bounds of the values of one page, as they are stored; unknown until they are set. */
  static final class Bounds {
    private byte @Nullable [] least;
    private byte @Nullable [] greatest;

    void set(byte[] low, byte[] high) {
      least = low;
      greatest = high;
    }
  }

  /**
   * Adds a page.
   *
   * @param size how many bytes it has, its head included
   * @param count how many rows
   * @param nulls how many of them have no value
   */
  void add(int size, int count, int nulls, Bounds bounds) {
    Page page = new Page(bytes, size, rows, nulls, nulls == count);
    byte[] least = bounds.least;
    byte[] greatest = bounds.greatest;
    if (least != null && greatest != null) {
      page.least = least;
      page.greatest = greatest;
    } else {
      bounded &= page.isEmpty;
    }
    pages.add(page);
    bytes += size;
    rows += count;
  }

  /** Returns where the pages lie, the first of them at this place of the file. */
  byte[] places(long first) {
    StructWriter index = new StructWriter();
    index.begin().structs(1, pages.size());
    for (Page page : pages) {
      index.begin().i64(1, first + page.from).i32(2, page.size).i64(3, page.row).end();
    }
    return index.end().toBytes();
  }

  /** Returns the bounds of the pages; nothing if those of one are not known. */
  byte[] bounds() {
    if (!bounded || pages.isEmpty()) {
      return NOTHING;
    }
    StructWriter index = new StructWriter();
    index.begin().bools(1, pages.size());
    pages.forEach(page -> index.element(page.isEmpty));
    index.binaries(2, pages.size());
    pages.forEach(page -> index.element(page.least));
    index.binaries(3, pages.size());
    pages.forEach(page -> index.element(page.greatest));
    index.i32(4, UNORDERED).i64s(5, pages.size());
    pages.forEach(page -> index.element(page.nulls));
    return index.end().toBytes();
  }
}

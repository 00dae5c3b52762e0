package dev.tributary.connector.files.parquet.write;

import dev.tributary.connector.batch.Column;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.parquet.compression.Packer;
import dev.tributary.connector.files.parquet.wire.LittleEndian;
import dev.tributary.connector.files.parquet.wire.StructWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Writes the pages of one column chunk, of version 1, which every reader reads. Compressed pages
 * wait in memory until the row group is whole, because a dictionary stands before them.
 */
abstract class ChunkWriter {
  /** How many bytes of values make a page full. */
  static final int PAGE_BYTES = 1 << 20;

  /** How many rows are taken at once. */
  static final int STEP = 1024;

  private static final int PLAIN = 0;
  private static final int RLE = 3;
  private static final int RLE_DICTIONARY = 8;

  final Storage storage;
  private final Packer packer;
  private final int pageRows;
  private final int[] levels;
  private final List<byte[]> parts = new ArrayList<>();
  private final Bytes body = new Bytes(64 << 10);
  private int rows;
  private int missing;
  private long bytes;
  private long unpacked;
  private long total;
  private long nulls;
  private boolean anyPlain;
  private boolean anyDictionary;
  private long dictionaryBytes;
  private final PageNotes notes = new PageNotes();
  private long start;
  private long placesAt;
  private int placesLength;
  private long boundsAt;
  private int boundsLength;

  ChunkWriter(Storage storage, Packer packer, int pageRows) {
    this.storage = storage;
    this.packer = packer;
    this.pageRows = pageRows;
    this.levels = new int[storage.isNullable() ? pageRows : 0];
  }

  /** Adds the values of so many rows that have one; the others are told by the column. */
  abstract void add(Column column, int from, int count);

  /** Returns about how many bytes the values of the page take. */
  abstract int pageBytes();

  /** Returns whether the values of the page are places in a dictionary. */
  abstract boolean isDictionary();

  /** Appends the values of the page, and forgets them. */
  abstract void endPage(Bytes to);

  /** Returns how many values the dictionary has, if there is one. */
  abstract int dictionarySize();

  /** Appends the values of the dictionary. */
  abstract void writeDictionary(Bytes to);

  /** Tells the bounds of the page's values, if they are known, and forgets them. */
  abstract void takeBounds(PageNotes.Bounds to);

  /** Writes the bounds of all values as fields 5 and 6, if they are known. */
  abstract void writeBounds(StructWriter to);

  /** Appends a column of a batch. */
  final void write(Column column) throws IOException {
    int from = 0;
    while (from < column.size()) {
      int count = Math.min(Math.min(STEP, column.size() - from), pageRows - rows);
      mark(column, from, count);
      add(column, from, count);
      rows += count;
      from += count;
      if (rows == pageRows || pageBytes() >= PAGE_BYTES) {
        flushPage();
      }
    }
  }

  private void mark(Column column, int from, int count) {
    if (!column.hasMissing()) {
      if (levels.length > 0) {
        Arrays.fill(levels, rows, rows + count, 1);
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      boolean there = column.hasValue(from + i);
      if (levels.length > 0) {
        levels[rows + i] = there ? 1 : 0;
      } else if (!there) {
        throw ConnectorException.of(ErrorKind.DATA, "a required field has no value")
            .place("column " + column.name())
            .build();
      }
      missing += there ? 0 : 1;
    }
  }

  private void flushPage() throws IOException {
    if (rows == 0) {
      return;
    }
    body.size = 0;
    if (levels.length > 0) {
      body.putInt(0);
      RunEncoder.write(levels, rows, 1, body);
      LittleEndian.putInt(body.bytes, 0, body.size - 4);
    }
    boolean places = isDictionary();
    PageNotes.Bounds bounds = new PageNotes.Bounds();
    takeBounds(bounds);
    endPage(body);
    anyDictionary |= places;
    anyPlain |= !places;
    StructWriter head = new StructWriter();
    byte[] packed = packer.pack(body.bytes, body.size);
    head(head, 0, packed);
    head.begin(5).i32(1, rows).i32(2, places ? RLE_DICTIONARY : PLAIN).i32(3, RLE).i32(4, RLE);
    long before = bytes;
    append(head.end().end().toBytes(), packed);
    notes.add((int) (bytes - before), rows, missing, bounds);
    total += rows;
    nulls += missing;
    rows = 0;
    missing = 0;
  }

  private void head(StructWriter head, int type, byte[] packed) {
    CRC32 crc = new CRC32();
    crc.update(packed, 0, packer.size());
    head.begin().i32(1, type).i32(2, body.size).i32(3, packer.size());
    head.i32(4, (int) crc.getValue());
  }

  private void append(byte[] head, byte[] packed) {
    parts.add(head);
    parts.add(Arrays.copyOf(packed, packer.size()));
    bytes += head.length + packer.size();
    unpacked += head.length + body.size;
  }

  /** Returns about how many bytes wait here. */
  final long bytes() {
    return bytes + pageBytes();
  }

  /**
   * Writes what waits.
   *
   * @param at where in the file it goes
   * @return how many bytes were written
   */
  final long finish(OutputStream to, long at) throws IOException {
    flushPage();
    start = at;
    if (anyDictionary) {
      int data = parts.size();
      long before = bytes;
      body.size = 0;
      writeDictionary(body);
      byte[] packed = packer.pack(body.bytes, body.size);
      StructWriter head = new StructWriter();
      head(head, 2, packed);
      head.begin(7).i32(1, dictionarySize()).i32(2, PLAIN).end();
      append(head.end().toBytes(), packed);
      dictionaryBytes = bytes - before;
      to.write(parts.get(data));
      to.write(parts.get(data + 1));
      parts.remove(data + 1);
      parts.remove(data);
    }
    for (byte[] part : parts) {
      to.write(part);
    }
    return bytes;
  }

  /**
   * Writes the indexes of the pages.
   *
   * @param at where in the file they go
   * @return how many bytes were written
   */
  final long writeIndexes(OutputStream to, long at) throws IOException {
    byte[] bounds = notes.bounds();
    byte[] places = notes.places(start + dictionaryBytes);
    to.write(bounds);
    to.write(places);
    boundsAt = at;
    boundsLength = bounds.length;
    placesAt = at + bounds.length;
    placesLength = places.length;
    return (long) bounds.length + places.length;
  }

  final long unpacked() {
    return unpacked;
  }

  /** Writes what the footer says about it. */
  final void describe(StructWriter to) {
    to.begin().i64(2, 0).begin(3).i32(1, storage.physical().number());
    int encodings = 1 + (anyPlain || anyDictionary ? 1 : 0) + (anyDictionary ? 1 : 0);
    to.i32s(2, encodings).element(RLE);
    if (anyPlain || anyDictionary) {
      to.element(PLAIN);
    }
    if (anyDictionary) {
      to.element(RLE_DICTIONARY);
    }
    to.binaries(3, 1);
    to.element(storage.field().name().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    to.i32(4, packer.codec().number()).i64(5, total).i64(6, unpacked).i64(7, bytes);
    to.i64(9, start + dictionaryBytes);
    if (anyDictionary) {
      to.i64(11, start);
    }
    to.begin(12).i64(3, nulls);
    writeBounds(to);
    to.end().end().i64(4, placesAt).i32(5, placesLength);
    if (boundsLength > 0) {
      to.i64(6, boundsAt).i32(7, boundsLength);
    }
    to.end();
  }
}

package dev.tributary.connector.files.csv;

import dev.tributary.connector.batch.RowBlock;
import dev.tributary.connector.files.format.FileRows;
import dev.tributary.connector.files.text.TextBlock;
import dev.tributary.connector.files.text.TextColumn;
import dev.tributary.connector.files.text.TextForms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds records many at once, column by column, as long as all values are what their columns expect.
 * Used by one thread.
 *
 * <p>What does not fit is found out for a block as a whole; its records are then added one by one,
 * and the blocks that follow are smaller until one fits again.
 */
final class CsvBlocks {
  private static final int LEAST = 8;

  private final FileRows rows;
  private final CsvScanner records;
  private final List<byte[]> nulls;
  private final boolean emptyIsNull;
  private final boolean hasOtherNulls;
  private final int maxBytes;
  private final TextBlock texts = new TextBlock();
  private int most = TextBlock.MOST;

  /** How many records are to be added one by one, because they did not fit together. */
  private int apart;

  CsvBlocks(FileRows rows, CsvScanner records, List<byte[]> nulls, int maxBytes) {
    this.rows = rows;
    this.records = records;
    this.nulls = nulls;
    this.emptyIsNull = nulls.stream().anyMatch(text -> text.length == 0);
    this.hasOtherNulls = nulls.stream().anyMatch(text -> text.length > 0);
    this.maxBytes = maxBytes;
  }

  /** Returns whether such columns can be read in blocks. */
  static boolean take(@Nullable TextColumn[] columns) {
    for (TextColumn column : columns) {
      if (column != null && !TextBlock.takes(column)) {
        return false;
      }
    }
    return columns.length > 0;
  }

  /**
   * Adds as many records as fit together.
   *
   * @param end where in the file to stop
   * @return whether there were any; if not, the next one has to be added by itself
   */
  boolean add(@Nullable TextColumn[] columns, long end) {
    int room = Math.min(Math.min(most, rows.room()), records.most(columns.length));
    if (apart > 0 || room == 0) {
      apart = Math.max(0, apart - 1);
      return false;
    }
    int count = records.block(room, columns.length, end, maxBytes);
    RowBlock block = count == 0 ? null : rows.block(count);
    if (block == null) {
      return false;
    }
    boolean fits = true;
    for (int i = 0; i < columns.length && fits; i++) {
      TextColumn column = columns[i];
      if (column != null) {
        gather(column, i * room, count);
        fits = texts.put(column, block);
      }
    }
    if (fits && block.add()) {
      most = Math.min(TextBlock.MOST, 2 * most);
      return true;
    }
    records.back();
    apart = count - 1;
    most = Math.max(LEAST, most / 4);
    return false;
  }

  /**
   * Gives the texts of one field to the block: as they stand in the file, if they can be used so.
   */
  private void gather(TextColumn column, int first, int count) {
    if (!hasOtherNulls && !(records.hasMarks && isMarked(first, count))) {
      boolean empty = column.isText() && !emptyIsNull;
      texts.take(records.bytes, records.starts, records.ends, first, count, empty);
      return;
    }
    texts.begin();
    for (int at = first; at < first + count; at++) {
      int from = records.starts[at];
      int to = records.ends[at];
      if (isNone(column, at, from, to)) {
        texts.addNone();
      } else {
        texts.add(records.source(at), from, to);
      }
    }
  }

  private boolean isMarked(int first, int count) {
    int any = 0;
    for (int at = first; at < first + count; at++) {
      any |= records.marks[at];
    }
    return any != 0;
  }

  private boolean isNone(TextColumn column, int at, int from, int to) {
    boolean quoted = (records.marks[at] & CsvRecords.QUOTED) != 0;
    if (from == to) {
      return !column.isText() || (!quoted && emptyIsNull);
    }
    return hasOtherNulls && !quoted && TextForms.isOne(nulls, records.source(at), from, to);
  }
}

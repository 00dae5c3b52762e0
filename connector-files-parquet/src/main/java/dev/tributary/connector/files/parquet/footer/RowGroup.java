package dev.tributary.connector.files.parquet.footer;

import dev.tributary.connector.files.parquet.wire.Malformed;
import dev.tributary.connector.files.parquet.wire.Struct;
import java.util.List;

/** Some rows of a file, column by column. Immutable and thread-safe. */
public final class RowGroup {
  private final int index;
  private final long rows;
  private final long bytes;
  private final List<Struct> columns;
  private final long end;

  RowGroup(int index, Struct group, int leaves, long end) {
    this.index = index;
    this.rows = group.getLong(3);
    this.columns = group.structs(1);
    this.end = end;
    long sum = 0;
    for (Struct column : columns) {
      Struct meta = column.findStruct(3);
      sum += meta == null ? 0 : Math.max(0, Math.min(end, meta.getLong(7, 0)));
    }
    this.bytes = Math.min(end, sum);
    if (rows < 0 || columns.size() != leaves) {
      throw Malformed.of(
          "row group "
              + index
              + " has "
              + rows
              + " rows in "
              + columns.size()
              + " columns, the schema has "
              + leaves);
    }
  }

  /** Returns which one of the file it is, from 0. */
  public int index() {
    return index;
  }

  /** Returns how many rows it says that it has. */
  public long rows() {
    return rows;
  }

  /** Returns about how many bytes of the file it takes. */
  public long bytes() {
    return bytes;
  }

  /**
   * Returns where a column's values lie.
   *
   * @throws Malformed if that cannot be, or cannot be read
   */
  public Chunk chunk(Leaf leaf) {
    return Chunk.of(columns.get(leaf.index()), leaf, end);
  }
}

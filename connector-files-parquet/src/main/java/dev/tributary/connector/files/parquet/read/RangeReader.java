package dev.tributary.connector.files.parquet.read;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.format.FileRows;
import dev.tributary.connector.files.format.FormatReader;
import dev.tributary.connector.files.parquet.footer.Footer;
import dev.tributary.connector.files.parquet.footer.Place;
import dev.tributary.connector.files.parquet.footer.RowGroup;
import dev.tributary.connector.files.parquet.footer.Shape;
import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.read.Completion;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.split.Position;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a range of row groups. A position is a row group and how many of its rows were read. */
public final class RangeReader implements FormatReader {
  private static final String GROUP = "row_group";
  private static final String ROW = "row";

  private final FileInput file;
  private final List<RowGroup> groups;
  private final List<Shape> shapes;
  private final int[] columns;
  private final List<DataType> types;
  private final FileRows rows;
  private final Place place;
  private final int end;
  private final long records;
  private final Pruning pruning;
  private int next;
  private long skip;
  private @Nullable GroupReader group;

  /**
   * Makes a reader.
   *
   * @param file the file
   * @param footer its footer
   * @param range the row groups to read
   * @param from a position that an earlier reader of the range gave; null for its start
   * @param rows where records go
   * @param place the file's name, for errors
   */
  public RangeReader(
      FileInput file,
      Footer footer,
      FileRange range,
      @Nullable Position from,
      FileRows rows,
      Place place) {
    this.file = file;
    this.groups = footer.groups();
    this.shapes = footer.fields();
    this.rows = rows;
    this.place = place;
    this.columns = rows.match(Fields.of(footer));
    this.types = rows.schema().fields().stream().map(Field::type).toList();
    this.pruning = Pruning.of(file, footer, rows, columns);
    this.end = (int) Math.min(groups.size(), range.to());
    this.next = (int) Math.min(end, range.from());
    long sum = 0;
    for (int i = next; i < end; i++) {
      sum += groups.get(i).rows();
    }
    this.records = sum;
    if (from != null) {
      next = (int) Math.min(end, Math.max(next, from.getLong(GROUP)));
      skip = from.getLong(ROW);
    }
  }

  @Override
  public @Nullable RecordBatch readBatch() throws IOException {
    while (true) {
      GroupReader open = group;
      if (open == null) {
        if (next >= end) {
          return rows.isEmpty() ? null : rows.build(position(end, 0));
        }
        open = open(groups.get(next));
      }
      if (open != null && open.read(rows)) {
        return rows.build(position(next, open.row()));
      }
      group = null;
      skip = 0;
      next++;
    }
  }

  /** Opens a row group; null if it holds nothing that is wanted. */
  private @Nullable GroupReader open(RowGroup of) throws IOException {
    RowRanges wanted = pruning.of(of);
    if (wanted.isEmpty()) {
      return null;
    }
    Place in = place.in("row group " + of.index());
    GroupReader opened = new GroupReader(file, of, shapes, columns, types, wanted, in);
    group = opened;
    if (skip > 0) {
      opened.skip(skip);
      skip = 0;
    }
    return opened;
  }

  private static Position position(int group, long row) {
    return Position.of(GROUP, group).with(ROW, row);
  }

  @Override
  public Completion completion() {
    // rows that conditions leave out are passed, not handed over; each group's own are counted
    return pruning.isAll() ? Completion.counted(records) : Completion.counted(records, records);
  }
}

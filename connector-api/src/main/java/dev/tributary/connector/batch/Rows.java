package dev.tributary.connector.batch;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a builder holds: the columns' writers, which row is open, and how much there is. */
final class Rows {
  private static final int FIRST_CAPACITY = 64;
  private static final int FIRST_TEXT = 1024;
  private static final int REPORT = 4096;
  private static final ColumnWriter[] NONE = {};

  private final BatchTarget target;
  final BatchLimits limits;
  final Room room;

  StreamSchema schema;
  ColumnWriter[] writers;

  /** The open row, or -1. */
  int row = -1;

  /** How many rows are finished. */
  int size;

  /** Whether a block was begun that is not ended. */
  private boolean inBlock;

  private ColumnWriter[] required = NONE;
  private @Nullable ColumnWriter @Nullable [] oldKeys;
  private @Nullable Changes changes;
  private List<Reject> rejects = new ArrayList<>();
  private int capacity;
  private int width;
  private int calmRows;
  private long calmBytes;
  private long reported;

  /** Sizes of the last batch, which the next one is likely to have too. */
  private int lastSize;

  private int[] lastText = {};

  Rows(BatchTarget target) {
    this.target = target;
    this.limits = target.limits();
    this.room = new Room(limits.recordBytes());
    this.schema = target.schema();
    this.writers = empty();
    count();
    recount();
  }

  private ColumnWriter[] empty() {
    ColumnWriter[] made = new ColumnWriter[schema.size()];
    for (int i = 0; i < made.length; i++) {
      made[i] = new ColumnWriter(schema.field(i), room, 0, 0);
    }
    return made;
  }

  private void count() {
    List<ColumnWriter> all = new ArrayList<>();
    int bits = 0;
    for (ColumnWriter writer : writers) {
      bits += 8 * Layout.width(writer.code);
      if (writer.required) {
        all.add(writer);
      }
    }
    required = all.toArray(NONE);
    width = (bits + 7) / 8;
  }

  void add() {
    int next = row + 1;
    if (next == 0) {
      dropBlock();
      next = size;
    } else {
      check();
    }
    if (next >= capacity) {
      grow(next + 1);
    }
    size = next;
    row = next;
  }

  void grow(int needed) {
    boolean first = capacity == 0;
    int wanted =
        first
            ? Math.max(FIRST_CAPACITY, lastSize)
            : (int) Math.min(2L * capacity, Integer.MAX_VALUE - 16);
    // a batch rarely has more rows than its limit: the last step ends there
    capacity =
        Math.max(needed, capacity < limits.rows() ? Math.min(wanted, limits.rows()) : wanted);
    for (int i = 0; i < writers.length; i++) {
      writers[i].resize(capacity);
      if (first && Layout.hasBuffer(writers[i].code)) {
        writers[i].ensure(i < lastText.length ? Math.max(64, lastText[i]) : FIRST_TEXT);
      }
    }
    if (oldKeys != null) {
      for (ColumnWriter writer : oldKeys) {
        if (writer != null) {
          writer.resize(capacity);
        }
      }
    }
    if (changes != null) {
      changes.resize(capacity);
    }
  }

  void finish() {
    if (row >= 0) {
      check();
      size = row + 1;
      row = -1;
    } else {
      dropBlock();
    }
  }

  RowBlock block(int count) {
    finish();
    if (count > capacity - size) {
      grow(Math.addExact(size, count));
    }
    inBlock = true;
    return new RowBlock(this, size, count);
  }

  /** Makes {@code next} the next row of a column, whatever was left out before it. */
  void fill(ColumnWriter writer, int next) {
    writer.seek(next, changes == null ? null : changes.kinds, false);
  }

  /** Ends a block: there are so many rows, and what was written beyond them is forgotten. */
  void endBlock(int rows, long texts) {
    if (!inBlock) {
      throw new IllegalStateException("the builder was used otherwise since the block was begun");
    }
    inBlock = false;
    size = rows;
    room.used += texts;
    room.open();
    for (ColumnWriter writer : writers) {
      writer.cutTo(rows);
    }
  }

  private void dropBlock() {
    if (inBlock) {
      endBlock(size, 0);
    }
  }

  private void check() {
    for (ColumnWriter writer : required) {
      if (writer.next <= row && (changes == null || !ChangeKind.leavesOut(changes.kinds[row]))) {
        throw Mistakes.required(writer.field);
      }
    }
    if (room.isPassed()) {
      throw tooLarge();
    }
    room.open();
  }

  private ConnectorException tooLarge() {
    ColumnWriter largest = writers[0];
    for (ColumnWriter writer : all()) {
      largest = writer.textBytes(row) > largest.textBytes(row) ? writer : largest;
    }
    return room.tooLarge(largest.field.name(), largest.textBytes(row));
  }

  /** Makes the writer ready for the open row's value, whatever it holds so far. */
  ColumnWriter open(ColumnWriter writer) {
    if (row < 0) {
      throw Mistakes.noRow();
    }
    if (writer.next != row) {
      writer.seek(row, changes == null ? null : changes.kinds, false);
    }
    return writer;
  }

  ColumnWriter openOld(int column) {
    if (row < 0) {
      throw Mistakes.noRow();
    }
    @Nullable ColumnWriter[] old = oldKeys;
    if (old == null) {
      oldKeys = old = new @Nullable ColumnWriter[writers.length];
    }
    ColumnWriter writer = old[column];
    if (writer == null) {
      Field field = schema.field(column).nullable();
      old[column] = writer = new ColumnWriter(field, room, capacity, 64);
    }
    if (writer.next != row) {
      writer.seek(row, null, true);
    }
    return writer;
  }

  int position(String name) {
    int position = schema.indexOf(name);
    if (position < 0) {
      throw Mistakes.noColumn(name, schema.fields());
    }
    return position;
  }

  void change(ChangeKind kind, long high, long low) {
    if (row < 0) {
      throw Mistakes.noRow();
    }
    if (changes == null) {
      changes = new Changes(capacity);
    }
    changes.set(row, kind.code(), high, low);
  }

  void rollback() {
    if (row < 0) {
      return;
    }
    for (ColumnWriter writer : all()) {
      if (writer.next > row) {
        writer.forget(row);
      }
    }
    if (changes != null) {
      changes.set(row, (byte) 0, 0, 0);
    }
    row = -1;
  }

  void reject(Reject reject) {
    rejects.add(reject);
    room.used += reject.bytes();
    room.open();
  }

  long bytes() {
    int rows = row < 0 ? size : size + 1;
    return (long) rows * width + room.used;
  }

  boolean isFull() {
    int last = row < 0 ? size - 1 : row;
    return (last >= calmRows || room.used >= calmBytes) && isFullNow();
  }

  /**
   * Tells the target every few kilobytes what there is, and asks whether the other builders leave
   * room. Until the next few kilobytes nothing is asked; once full, everything is.
   */
  private boolean isFullNow() {
    long bytes = bytes();
    if (bytes - reported >= REPORT) {
      target.grew(bytes - reported);
      reported = bytes;
    }
    int rows = row < 0 ? size : row + 1;
    boolean full = rows >= limits.rows() || bytes >= limits.bytes() || target.isOver();
    long calm = full ? 0 : Math.min(reported + REPORT, limits.bytes()) - bytes;
    calmRows = (int) Math.min(limits.rows() - 1L, rows - 1 + calm / 2 / Math.max(1, width));
    calmBytes = calm > 0 ? room.used + calm / 2 : 0;
    return full;
  }

  void evolve(StreamSchema newer) {
    StreamSchema agreed = target.agree(newer);
    if (agreed.equals(schema)) {
      return;
    }
    ColumnWriter[] wider = new ColumnWriter[agreed.size()];
    @Nullable ColumnWriter[] widerKeys = new @Nullable ColumnWriter[agreed.size()];
    for (int i = 0; i < wider.length; i++) {
      Field field = agreed.field(i);
      int known = schema.indexOf(field.name());
      wider[i] =
          known < 0
              ? new ColumnWriter(field, room, capacity, FIRST_TEXT)
              : adapt(writers[known], field);
      ColumnWriter old = oldKeys == null || known < 0 ? null : oldKeys[known];
      widerKeys[i] = old == null ? null : adapt(old, field.nullable());
    }
    for (Field field : schema.fields()) {
      if (agreed.indexOf(field.name()) < 0) {
        throw narrower(agreed, field.name());
      }
    }
    schema = agreed;
    writers = wider;
    oldKeys = oldKeys == null ? null : widerKeys;
    lastText = new int[0];
    recount();
    count();
  }

  private ColumnWriter adapt(ColumnWriter writer, Field field) {
    if (writer.field.equals(field)) {
      return writer;
    }
    ColumnWriter wider = Conversion.writer(writer.column(), field, capacity);
    wider.room = room;
    return wider;
  }

  private ConnectorException narrower(StreamSchema agreed, String name) {
    return ConnectorException.of(
            ErrorKind.INTERNAL,
            "the schema " + agreed + " does not hold the column \"" + name + "\"")
        .stream(target.stream())
        .build();
  }

  /** Counts again what the columns hold, after more than a row changed. */
  private void recount() {
    long used = 0;
    for (ColumnWriter writer : all()) {
      used += writer.variable();
    }
    for (Reject reject : rejects) {
      used += reject.bytes();
    }
    room.open(used);
  }

  private List<ColumnWriter> all() {
    List<ColumnWriter> all = new ArrayList<>(Arrays.asList(writers));
    if (oldKeys != null) {
      for (ColumnWriter writer : oldKeys) {
        if (writer != null) {
          all.add(writer);
        }
      }
    }
    return all;
  }

  void append(RecordBatch batch) {
    finish();
    StreamSchema both = schema.widen(batch.schema());
    if (!both.equals(schema)) {
      evolve(both);
    }
    RecordBatch same = batch.conform(schema);
    if (size + same.size() > capacity) {
      grow(size + same.size());
    }
    room.lift();
    fill();
    same.appendTo(this);
    size += same.size();
    rejects.addAll(same.rejects());
    recount();
  }

  void appendColumn(int column, Column from) {
    Conversion.append(from, writers[column]);
  }

  void appendOldKey(int column, Column from) {
    row = size;
    ColumnWriter writer = openOld(column);
    row = -1;
    Conversion.append(from, writer);
  }

  void appendChange(int ahead, ChangeKind kind, long high, long low) {
    row = size + ahead;
    change(kind, high, low);
    row = -1;
  }

  private void fill() {
    byte[] kinds = changes == null ? null : changes.kinds;
    for (ColumnWriter writer : writers) {
      writer.seek(size, kinds, false);
    }
    if (oldKeys != null) {
      for (ColumnWriter writer : oldKeys) {
        if (writer != null) {
          writer.seek(size, null, true);
        }
      }
    }
  }

  RecordBatch build(@Nullable Position through) {
    finish();
    fill();
    Column[] columns = new Column[writers.length];
    lastText = new int[writers.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = writers[i].column();
      int used = writers[i].end;
      lastText[i] = (int) Math.min(used + (used >> 5), limits.bytes());
    }
    Column[] old = null;
    if (oldKeys != null) {
      old = new Column[writers.length];
      for (int i = 0; i < old.length; i++) {
        ColumnWriter writer = oldKeys[i];
        old[i] = writer == null ? Conversion.empty(schema.field(i), size, true) : writer.column();
      }
    }
    Changes cut = changes == null ? null : changes.cut(size);
    RecordBatch batch =
        RecordBatch.of(target, schema, size, columns, old, cut, List.copyOf(rejects), through);
    lastSize = size;
    target.grew(-reported);
    clear();
    return batch;
  }

  private void clear() {
    reported = 0;
    calmRows = 0;
    calmBytes = 0;
    size = 0;
    capacity = 0;
    row = -1;
    changes = null;
    oldKeys = null;
    rejects = new ArrayList<>();
    writers = empty();
    count();
    recount();
  }
}

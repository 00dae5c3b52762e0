package dev.tributary.connector.batch;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some records of one stream, as columns.
 *
 * <p>{@code batch.column("id").getLong(row)} is for speed, {@code for (Row row : batch)} for
 * comfort. A batch may be empty and still carry a checkpoint or rejects. Immutable, never pooled,
 * and thread-safe; the {@code with…} copies share the columns.
 *
 * @since 0.1.0
 */
public final class RecordBatch implements Iterable<Row> {
  private final String stream;
  private final StreamSchema schema;
  private final int size;
  private final Column[] columns;
  private final Column @Nullable [] oldKeys;
  private final @Nullable Changes changes;
  private final List<Reject> rejects;
  private final long bytes;
  private final long generation;
  private final String split;
  private final long number;
  private final @Nullable Object reading;
  private final @Nullable Position checkpoint;

  private RecordBatch(
      String stream,
      StreamSchema schema,
      int size,
      Column[] columns,
      Column @Nullable [] oldKeys,
      @Nullable Changes changes,
      List<Reject> rejects,
      long generation,
      String split,
      long number,
      @Nullable Object reading,
      @Nullable Position checkpoint) {
    this.stream = stream;
    this.schema = schema;
    this.size = size;
    this.columns = columns;
    this.oldKeys = oldKeys;
    this.changes = changes;
    this.rejects = rejects;
    this.bytes = measure(columns, oldKeys, changes, rejects);
    this.generation = generation;
    this.split = split;
    this.number = number;
    this.reading = reading;
    this.checkpoint = checkpoint;
  }

  private RecordBatch(
      RecordBatch from,
      long generation,
      String split,
      long number,
      @Nullable Object reading,
      @Nullable Position checkpoint) {
    this.stream = from.stream;
    this.schema = from.schema;
    this.size = from.size;
    this.columns = from.columns;
    this.oldKeys = from.oldKeys;
    this.changes = from.changes;
    this.rejects = from.rejects;
    this.bytes = from.bytes;
    this.generation = generation;
    this.split = split;
    this.number = number;
    this.reading = reading;
    this.checkpoint = checkpoint;
  }

  static RecordBatch of(
      BatchTarget target,
      StreamSchema schema,
      int size,
      Column[] columns,
      Column @Nullable [] oldKeys,
      @Nullable Changes changes,
      List<Reject> rejects,
      @Nullable Position checkpoint) {
    return new RecordBatch(
        target.stream(),
        schema,
        size,
        columns,
        oldKeys,
        changes,
        rejects,
        target.generation(),
        target.split(),
        0,
        null,
        checkpoint);
  }

  private static long measure(
      Column[] columns,
      Column @Nullable [] oldKeys,
      @Nullable Changes changes,
      List<Reject> rejects) {
    long total = 120 + 4L * columns.length + Changes.memory(changes);
    for (Column column : columns) {
      total += column.memory();
    }
    if (oldKeys != null) {
      for (Column column : oldKeys) {
        total += column.memory();
      }
    }
    for (Reject reject : rejects) {
      total += reject.bytes();
    }
    return total;
  }

  /** Returns the stream's name. */
  public String stream() {
    return stream;
  }

  /** Returns the schema of these columns; batches of one stream may follow with a later version. */
  public StreamSchema schema() {
    return schema;
  }

  /** Returns the stream's generation; what an older generation delivered is void. */
  public long generation() {
    return generation;
  }

  /** Returns the id of the split that the records come from. */
  public String split() {
    return split;
  }

  /**
   * Returns the batch's number, unique in its extraction and rising from 1; 0 before it has one.
   */
  public long number() {
    return number;
  }

  /** Returns how many records there are. */
  public int size() {
    return size;
  }

  /** Returns how many bytes of memory the batch takes, within a few per cent. */
  public long bytes() {
    return bytes;
  }

  /**
   * Returns the column at a position of the schema.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public Column column(int position) {
    return columns[position];
  }

  /**
   * Returns the column of a name.
   *
   * @throws ConnectorException of kind INTERNAL, naming the columns there are, if there is none
   */
  public Column column(String name) {
    int position = schema.indexOf(name);
    if (position < 0) {
      throw Mistakes.noColumn(name, schema.fields());
    }
    return columns[position];
  }

  /**
   * Returns a record.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public Row row(int row) {
    return new Row(this, java.util.Objects.checkIndex(row, size));
  }

  /** Returns the records that could not be read, in the order in which they came. */
  public List<Reject> rejects() {
    return rejects;
  }

  /**
   * Returns the position through which the split is read once this batch is; absent where the
   * source has none, as inside a transaction.
   */
  public Optional<Position> checkpoint() {
    return Optional.ofNullable(checkpoint);
  }

  /** Returns what a record says about the source's row; SNAPSHOT outside streams of changes. */
  public ChangeKind change(int row) {
    return changes == null ? ChangeKind.SNAPSHOT : ChangeKind.at(changes.kinds[row]);
  }

  /** Returns the position in the source's log that a change came from; 0 if it is none. */
  public long sequenceHigh(int row) {
    return changes == null ? 0 : changes.highs[row];
  }

  /** Returns the ordinal of a change among those of its log position; 0 if it is none. */
  public long sequenceLow(int row) {
    return changes == null ? 0 : changes.lows[row];
  }

  /**
   * Returns the values that a key's column had before the changes; empty if no record of the batch
   * has old keys. In a record without an old key the value is absent.
   *
   * @throws ConnectorException of kind INTERNAL if there is no such column
   */
  public Optional<Column> oldKey(String name) {
    int position = schema.indexOf(name);
    if (position < 0) {
      throw Mistakes.noColumn(name, schema.fields());
    }
    return oldKeys == null ? Optional.empty() : Optional.of(oldKeys[position]);
  }

  /**
   * Returns this batch under a newer schema: columns that it lacks are null, those whose type
   * became wider are converted exactly. Everything else, the number included, stays.
   *
   * @throws ConnectorException of kind INTERNAL if the schema lacks a column of this batch or is
   *     narrower, of kind DATA if it requires a field that is null here
   */
  public RecordBatch conform(StreamSchema newer) {
    if (newer.equals(schema)) {
      return this;
    }
    for (Field field : schema.fields()) {
      Field match = newer.find(field.name()).orElse(null);
      if (match == null || !match.type().equals(widened(field, match))) {
        throw ConnectorException.of(
                ErrorKind.INTERNAL, "the schema " + newer + " does not hold " + field)
            .stream(stream)
            .build();
      }
    }
    Column[] wider = new Column[newer.size()];
    Column[] widerKeys = oldKeys == null ? null : new Column[newer.size()];
    for (int i = 0; i < wider.length; i++) {
      Field field = newer.field(i);
      int known = schema.indexOf(field.name());
      wider[i] =
          checked(
              field,
              known < 0 ? Conversion.empty(field, size, false) : adapt(columns[known], field));
      if (widerKeys != null && oldKeys != null) {
        widerKeys[i] =
            known < 0
                ? Conversion.empty(field, size, true)
                : adapt(oldKeys[known], field.nullable());
      }
    }
    return new RecordBatch(
        stream,
        newer,
        size,
        wider,
        widerKeys,
        changes,
        rejects,
        generation,
        split,
        number,
        reading,
        checkpoint);
  }

  /**
   * Returns some of the records, in the order in which they are named. Everything else stays:
   * rejects, checkpoint and number too.
   *
   * @param rows the records' places in this batch
   * @throws IndexOutOfBoundsException if there is no such record
   */
  public RecordBatch select(int... rows) {
    for (int row : rows) {
      java.util.Objects.checkIndex(row, size);
    }
    return new RecordBatch(
        stream,
        schema,
        rows.length,
        Selection.of(columns, rows),
        oldKeys == null ? null : Selection.of(oldKeys, rows),
        changes == null ? null : changes.select(rows),
        rejects,
        generation,
        split,
        number,
        reading,
        checkpoint);
  }

  /**
   * Returns a batch of the same records with these columns in place of its own, shared and not
   * copied, each under the name of its field. Everything else stays, the number included.
   *
   * @param schema one field for each column, of its type
   * @param columns columns of as many rows as this batch has
   * @throws IllegalArgumentException if columns and fields do not belong together
   * @throws IllegalStateException if the batch holds changes, whose old keys belong to its columns
   */
  public RecordBatch withColumns(StreamSchema schema, List<Column> columns) {
    if (changes != null || oldKeys != null) {
      throw new IllegalStateException("a batch of changes keeps its columns");
    }
    if (columns.size() != schema.size()) {
      throw new IllegalArgumentException(
          columns.size() + " columns of " + schema.size() + " fields");
    }
    Column[] named = new Column[columns.size()];
    for (int i = 0; i < named.length; i++) {
      Field field = schema.field(i);
      Column column = columns.get(i);
      if (column.size() != size || !column.type().equals(field.type())) {
        throw new IllegalArgumentException(
            column.size() + " rows of " + column.type() + " for " + size + " of " + field);
      }
      named[i] = checked(field, column.named(field.name()));
    }
    return new RecordBatch(
        stream,
        schema,
        size,
        named,
        null,
        null,
        rejects,
        generation,
        split,
        number,
        reading,
        checkpoint);
  }

  /** Returns whether it holds changes of the source's rows, and not the rows alone. */
  public boolean isChanges() {
    return changes != null || oldKeys != null;
  }

  private static Object widened(Field field, Field match) {
    return dev.tributary.connector.schema.DataType.widen(field.type(), match.type());
  }

  private static Column checked(Field field, Column column) {
    if (!field.isNullable() && column.hasMissing()) {
      for (int row = 0; row < column.size(); row++) {
        if (column.isNull(row)) {
          throw Mistakes.required(field);
        }
      }
    }
    return column;
  }

  private static Column adapt(Column column, Field field) {
    return column.type().equals(field.type())
        ? column
        : Conversion.writer(column, field, 0).column();
  }

  /** Returns a copy of this number, which shares the columns. */
  public RecordBatch withNumber(long number) {
    return new RecordBatch(this, generation, split, number, reading, checkpoint);
  }

  /**
   * Returns a copy of this number, which shares the columns and remembers who gave it out.
   *
   * @param reading what {@link #isOf} is asked about; numbers alone repeat from read to read
   */
  public RecordBatch withNumber(long number, Object reading) {
    return new RecordBatch(this, generation, split, number, reading, checkpoint);
  }

  /** Returns whether this, or the batch that it was made from, got its number there. */
  public boolean isOf(Object reading) {
    return this.reading == reading;
  }

  /** Returns a copy of this generation, which shares the columns. */
  public RecordBatch withGeneration(long generation) {
    return new RecordBatch(this, generation, split, number, reading, checkpoint);
  }

  /** Returns a copy that comes from this split, which shares the columns. */
  public RecordBatch withSplit(String split) {
    return new RecordBatch(this, generation, split, number, reading, checkpoint);
  }

  /** Returns a copy with this checkpoint, or without one, which shares the columns. */
  public RecordBatch withCheckpoint(@Nullable Position checkpoint) {
    return new RecordBatch(this, generation, split, number, reading, checkpoint);
  }

  /** Returns the records in order; one {@link Row} each, which stays valid with the batch. */
  @Override
  public Iterator<Row> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < size;
      }

      @Override
      public Row next() {
        if (next >= size) {
          throw new NoSuchElementException("the batch has " + size + " records");
        }
        return new Row(RecordBatch.this, next++);
      }
    };
  }

  void appendTo(Rows rows) {
    for (int i = 0; i < columns.length; i++) {
      rows.appendColumn(i, columns[i]);
      if (oldKeys != null) {
        rows.appendOldKey(i, oldKeys[i]);
      }
    }
    for (int row = 0; changes != null && row < size; row++) {
      rows.appendChange(row, change(row), changes.highs[row], changes.lows[row]);
    }
  }

  /** Returns stream, split, number and sizes, without values. */
  @Override
  public String toString() {
    return stream
        + " #"
        + number
        + " of "
        + split
        + ": "
        + size
        + " rows, "
        + bytes
        + " bytes"
        + (rejects.isEmpty() ? "" : ", " + rejects.size() + " rejects")
        + (checkpoint == null ? "" : ", through " + checkpoint);
  }
}

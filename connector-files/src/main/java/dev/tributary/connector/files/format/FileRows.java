package dev.tributary.connector.files.format;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.RowBlock;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a format puts the records of one file.
 *
 * <p>A reader first {@linkplain #match matches} the file's columns with the stream's, then for each
 * record calls {@link #add} and fills the {@link #builder}, or {@link #reject}s what it cannot
 * read, and {@link #build}s a batch when it {@link #isFull}. Used by one thread.
 *
 * @since 0.1.0
 */
public final class FileRows {
  private static final int CLOCK_EVERY = 256;

  private final BatchBuilder rows;
  private final FileRules rules;
  private final String[] givenNames;
  private final byte[][] givenTexts;
  private final int[] givenColumns;
  private long bad;
  private int untilClock = CLOCK_EVERY;
  private long began;
  private boolean open;

  /** What {@link #match} or its like threw, which is no single record's fault. */
  private @Nullable ConnectorException difference;

  private FileRows(BatchBuilder rows, FileRules rules) {
    this.rows = rows;
    this.rules = rules;
    this.givenNames = rules.given.keySet().toArray(String[]::new);
    this.givenColumns = new int[givenNames.length];
    this.givenTexts = new byte[givenNames.length][];
    for (int i = 0; i < givenNames.length; i++) {
      String text = rules.given.getOrDefault(givenNames[i], "");
      givenTexts[i] = text.getBytes(StandardCharsets.UTF_8);
    }
    agreeGiven();
  }

  /** Returns rows that go to a builder, by these rules. */
  public static FileRows of(BatchBuilder builder, FileRules rules) {
    return new FileRows(builder, rules);
  }

  /** Returns the builder, for the values of the row that {@link #add} opened. */
  public BatchBuilder builder() {
    return rows;
  }

  /** Returns the rules of the file. */
  public FileRules rules() {
    return rules;
  }

  /**
   * Agrees a file's columns with the stream's schema, which may grow, and says where each value
   * goes. Asked once for each file, before its first record; a format whose files hold no schema
   * asks with the columns as it meets them.
   *
   * @param fields the file's columns; a format that knows no types gives those of the {@link
   *     #schema} where the name is known there
   * @return for each field the builder's column, or -1 if it is not wanted
   * @throws FileSetAside if the file differs and is to be set aside
   * @throws ConnectorException of kind DATA if the file differs and that is to fail
   */
  public int[] match(List<Field> fields) {
    List<Field> news = new ArrayList<>();
    Set<String> present = new HashSet<>();
    for (Field field : fields) {
      present.add(field.name());
      if (comesFromFile(field.name())) {
        compare(field, news);
      }
    }
    if (rules.differences != Differences.WIDEN) {
      for (Field field : schema().fields()) {
        if (comesFromFile(field.name()) && !present.contains(field.name())) {
          differ("it has no column \"" + field.name() + "\"");
        }
      }
    }
    if (!news.isEmpty()) {
      rows.evolve(schema().with(news.toArray(new Field[0])));
    }
    agreeGiven();
    int[] columns = new int[fields.size()];
    for (int i = 0; i < columns.length; i++) {
      String name = fields.get(i).name();
      columns[i] = comesFromFile(name) ? schema().indexOf(name) : -1;
    }
    return columns;
  }

  /**
   * Agrees one column that a record brings, for formats whose files do not say their columns first.
   *
   * @return the builder's column; -1 if it is not wanted; empty if the record is to be rejected
   * @throws ConnectorException of kind DATA if a new column is to fail
   */
  public OptionalInt meet(Field field) {
    String name = field.name();
    if (!comesFromFile(name)) {
      return OptionalInt.of(-1);
    }
    if (schema().indexOf(name) < 0) {
      if (rules.differences == Differences.QUARANTINE) {
        return OptionalInt.empty();
      }
      if (rules.differences == Differences.FAIL) {
        differ("its column \"" + name + "\" is new");
      }
      rows.evolve(schema().with(field.nullable()));
      agreeGiven();
    }
    return OptionalInt.of(schema().indexOf(name));
  }

  private boolean comesFromFile(String name) {
    return rules.wants(name) && !rules.given.containsKey(name);
  }

  private void compare(Field field, List<Field> news) {
    String name = field.name();
    Field known = schema().find(name).orElse(null);
    if (known == null) {
      if (rules.differences != Differences.WIDEN) {
        differ("its column \"" + name + "\" is new");
      }
      news.add(field.nullable());
    } else if (!rules.declared.contains(name)) {
      DataType wider = DataType.widen(known.type(), field.type());
      if (!wider.equals(known.type())) {
        if (rules.differences != Differences.WIDEN) {
          differ("its column \"" + name + "\" is " + field.type() + ", not " + known.type());
        }
        news.add(field.nullable());
      }
    }
  }

  private void differ(String how) {
    if (rules.differences == Differences.QUARANTINE) {
      throw new FileSetAside(how);
    }
    difference =
        ConnectorException.of(ErrorKind.DATA, "a file differs from the stream: " + how)
            .place(rules.place)
            .remedy("Set `schema_differences` to widen or quarantine, or declare the `schema`")
            .build();
    throw difference;
  }

  private void agreeGiven() {
    List<Field> missing = new ArrayList<>();
    for (Map.Entry<String, String> entry : rules.given.entrySet()) {
      if (rules.wants(entry.getKey()) && schema().indexOf(entry.getKey()) < 0) {
        missing.add(Field.string(entry.getKey()));
      }
    }
    if (!missing.isEmpty()) {
      rows.evolve(schema().with(missing.toArray(new Field[0])));
    }
    for (int i = 0; i < givenNames.length; i++) {
      givenColumns[i] = schema().indexOf(givenNames[i]);
    }
  }

  /** Returns the stream's schema as far as this reader knows it. */
  public StreamSchema schema() {
    return rows.schema();
  }

  /**
   * Widens a column so that it takes values of a type too, if its type was inferred and the schema
   * may grow. Columns keep their places, and an open row its values.
   *
   * @param column the builder's column
   * @param type what it is to hold besides
   * @return whether it does now; otherwise the record is to be {@linkplain #reject rejected}
   * @throws ConnectorException of kind DATA if a difference is to fail
   */
  public boolean widen(int column, DataType type) {
    Field field = schema().field(column);
    if (rules.declared.contains(field.name()) || rules.differences == Differences.QUARANTINE) {
      return false;
    }
    if (rules.differences == Differences.FAIL) {
      differ("its column \"" + field.name() + "\" holds " + type + ", not " + field.type());
    }
    rows.evolve(schema().with(field.type(type).nullable()));
    return true;
  }

  /**
   * Finishes the open row and opens the next, with what the file's path gives in it.
   *
   * @return the builder
   */
  public BatchBuilder add() {
    if (!open) {
      open = true;
      began = System.nanoTime();
      untilClock = CLOCK_EVERY;
    }
    rows.add();
    for (int i = 0; i < givenColumns.length; i++) {
      if (givenColumns[i] >= 0) {
        rows.setUtf8(givenColumns[i], givenTexts[i], 0, givenTexts[i].length);
      }
    }
    return rows;
  }

  /** Returns how many more records the batch takes before its rows alone make it full. */
  public int room() {
    return rows.room();
  }

  /**
   * Begins records that are added together, column by column, with what the file's path gives in
   * them.
   *
   * @param most how many records are at hand
   * @return as many of them as the batch still takes; null if it takes none
   */
  public @Nullable RowBlock block(int most) {
    int count = Math.min(most, rows.room());
    if (count < 1) {
      return null;
    }
    if (!open) {
      open = true;
      began = System.nanoTime();
      untilClock = CLOCK_EVERY;
    }
    untilClock = Math.max(1, untilClock - count);
    RowBlock block = rows.block(count);
    int[] starts = new int[givenColumns.length == 0 ? 0 : count];
    for (int i = 0; i < givenColumns.length; i++) {
      if (givenColumns[i] >= 0) {
        int[] ends = new int[count];
        Arrays.fill(ends, givenTexts[i].length);
        block.texts(givenColumns[i], givenTexts[i], starts, ends, 0);
      }
    }
    return block;
  }

  /**
   * Drops the open row, if there is one, and sets a record aside.
   *
   * @param where where in the file it stands, such as {@code line 17}
   * @param reason why it cannot be read, as a clause without a full stop
   * @param raw the record as it came
   * @throws ConnectorException of kind DATA if bad records are to fail, or there are too many
   */
  public void reject(String where, String reason, byte[] raw) {
    bad++;
    if (rules.misfits == Misfits.FAIL && rules.differences != Differences.QUARANTINE) {
      rows.rollback();
      throw ConnectorException.of(ErrorKind.DATA, "a record cannot be read: " + reason)
          .place(rules.place + ", " + where)
          .remedy("Set `misfits: reject` to set such records aside and go on")
          .build();
    }
    rows.reject(rules.place + ", " + where, reason, raw);
    if (bad > rules.maxBadRecords) {
      throw ConnectorException.of(
              ErrorKind.DATA,
              "more than " + rules.maxBadRecords + " bad records in one file; this one: " + reason)
          .place(rules.place + ", " + where)
          .remedy("Look at the file, or raise `max_bad_records`")
          .build();
    }
  }

  /**
   * Sets a record aside whose value did not fit: {@link #reject} with the failure's own words. If
   * the failure is that the file differs, it is thrown again.
   *
   * @param where where in the file it stands
   * @param misfit what the builder threw
   * @param raw the record as it came
   */
  public void reject(String where, ConnectorException misfit, byte[] raw) {
    if (misfit == difference) {
      throw misfit;
    }
    reject(where, misfit.what(), raw);
  }

  /** Returns whether it is time to build: by rows, by bytes, or by time. */
  public boolean isFull() {
    if (rows.isFull()) {
      return true;
    }
    if (--untilClock > 0) {
      return false;
    }
    untilClock = CLOCK_EVERY;
    return open && System.nanoTime() - began >= rules.patience.toNanos();
  }

  /** Returns whether nothing was added or rejected since the last batch. */
  public boolean isEmpty() {
    return rows.size() == 0 && rows.bytes() == 0;
  }

  /**
   * Finishes the open row and returns the batch.
   *
   * @param through where in the file reading goes on after this batch, in the format's own terms:
   *     everything through the batch and nothing after it
   */
  public RecordBatch build(Position through) {
    open = false;
    Position whole = through;
    for (Map.Entry<String, Object> entry : rules.outer.asMap().entrySet()) {
      whole = whole.with(entry.getKey(), entry.getValue());
    }
    return rows.build(whole);
  }
}

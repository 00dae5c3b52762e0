package dev.tributary.connector.files.csv;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.files.format.FileRows;
import dev.tributary.connector.files.text.Guess;
import dev.tributary.connector.files.text.TextColumn;
import dev.tributary.connector.files.text.TextForms;
import dev.tributary.connector.files.text.TextValues;
import dev.tributary.connector.incremental.DatePattern;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the records of one CSV into rows. Used by one thread. */
final class CsvColumns {
  private final FileRows rows;
  private final CsvHead head;
  private final TextForms forms;
  private final Guess guess;
  private final TextValues values = new TextValues();
  private final List<byte[]> nulls;
  private final boolean emptyIsNull;
  private final boolean pads;
  private final int maxBytes;
  private final Types types;

  /** One for each field of the file; null where the field is not wanted. */
  private @Nullable TextColumn[] columns = {};

  /** Whether all columns can be read in blocks. */
  private boolean inBlocks;

  private @Nullable CsvBlocks blocks;

  /** Says which type a column has that the stream does not know yet. */
  interface Types {
    DataType of(String column);
  }

  CsvColumns(FileRows rows, CsvHead head, Options options, Types types) {
    this.rows = rows;
    this.head = head;
    this.types = types;
    this.forms = forms(options);
    this.guess = new Guess(forms);
    this.nulls = TextForms.utf8(options.get(CsvOptions.NULLS));
    this.emptyIsNull = options.get(CsvOptions.NULLS).contains("");
    this.maxBytes = options.get(CsvOptions.MAX_RECORD);
    this.pads = options.get(CsvOptions.RAGGED) == RaggedRows.PAD;
  }

  static TextForms forms(Options options) {
    String thousands = options.get(CsvOptions.THOUSANDS);
    return new TextForms(
        TextForms.utf8(options.get(CsvOptions.TRUES)),
        TextForms.utf8(options.get(CsvOptions.FALSES)),
        CsvOptions.pattern(options, CsvOptions.DATE_FORMAT),
        CsvOptions.pattern(options, CsvOptions.TIMESTAMP_FORMAT),
        (byte) options.get(CsvOptions.DECIMAL_POINT).charAt(0),
        thousands.isEmpty() ? 0 : (byte) thousands.charAt(0));
  }

  /** Matches the file's columns with the stream's; asked before the first record. */
  void match(int count) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = head.nameOf(i);
      Field known = rows.schema().find(name).orElse(null);
      fields.add(known != null ? known : Field.of(name, types.of(name)));
    }
    int[] places = rows.match(fields);
    columns = new @Nullable TextColumn[count];
    for (int i = 0; i < count; i++) {
      columns[i] = places[i] < 0 ? null : column(places[i]);
    }
    inBlocks = CsvBlocks.take(columns);
  }

  /** How many columns without names the stream has already; another range may have seen more. */
  private int width() {
    int width = head.names.size();
    while (width < 1 << 16 && rows.schema().indexOf(CsvHead.name(width)) >= 0) {
      width++;
    }
    return width;
  }

  private TextColumn column(int place) {
    Field field = rows.schema().field(place);
    boolean declared = rows.rules().isDeclared(field.name());
    DatePattern own = rows.rules().format(field.name()).map(DatePattern::of).orElse(null);
    TextForms how =
        own == null
            ? forms
            : field.type().equals(DataType.DATE) ? forms.times(own, null) : forms.times(null, own);
    return new TextColumn(place, field.type(), !declared, how, values);
  }

  /**
   * Adds as many of the next records as go together.
   *
   * @param end where in the file to stop
   * @return whether there were any; if not, the next one has to be {@linkplain #add added} by
   *     itself
   */
  boolean addBlock(CsvRecords records, long end) {
    CsvBlocks adder = blocks;
    // a block is as large as what is at hand: nothing yet, where a reader begins in the middle
    if (adder == null
        && inBlocks
        && records instanceof CsvScanner scanner
        && scanner.atHand() > 0) {
      blocks = adder = new CsvBlocks(rows, scanner, nulls, maxBytes);
    }
    return inBlocks && adder != null && adder.add(columns, end);
  }

  /** Adds a record, or rejects it. */
  void add(CsvRecords record) {
    if (!record.fault.isEmpty()) {
      reject(record, record.fault);
      return;
    }
    if (record.after() - record.at() > maxBytes) {
      reject(record, "it has more than the " + maxBytes + " bytes of `max_record_bytes`");
      return;
    }
    if (columns.length == 0) {
      match(Math.max(record.fields, width()));
    }
    int count = record.fields;
    if (count != columns.length && !fits(record)) {
      reject(record, count + " fields in place of " + columns.length);
      return;
    }
    BatchBuilder row = rows.add();
    int at = 0;
    try {
      int most = Math.min(count, columns.length);
      for (; at < most; at++) {
        TextColumn column = columns[at];
        if (column != null && !put(column, row, record, at)) {
          return;
        }
      }
      row.end();
    } catch (ConnectorException misfit) {
      rows.reject(where(record), misfit, record.raw());
    }
  }

  private boolean put(TextColumn column, BatchBuilder row, CsvRecords record, int field) {
    int from = record.starts[field];
    int to = record.ends[field];
    byte[] b = record.source(field);
    if (from == to) {
      boolean quoted = (record.marks[field] & CsvRecords.QUOTED) != 0;
      if (column.isText() && (quoted || !emptyIsNull)) {
        row.setUtf8(column.column(), b, from, to);
      } else {
        row.setNull(column.column());
      }
      return true;
    }
    if ((record.marks[field] & CsvRecords.QUOTED) == 0 && TextForms.isOne(nulls, b, from, to)) {
      row.setNull(column.column());
      return true;
    }
    return column.put(row, b, from, to) || putWider(field, row, record);
  }

  /** Widens the column to what the text is, or rejects the record. */
  private boolean putWider(int field, BatchBuilder row, CsvRecords record) {
    TextColumn column = columns[field];
    int from = record.starts[field];
    int to = record.ends[field];
    byte[] b = record.source(field);
    if (column == null) {
      return true;
    }
    for (DataType type : List.of(guess.of(b, from, to), DataType.STRING)) {
      if (!rows.widen(column.column(), type)) {
        break;
      }
      column = column(column.column());
      columns[field] = column;
      inBlocks = CsvBlocks.take(columns);
      if (column.put(row, b, from, to)) {
        return true;
      }
    }
    Field known = rows.schema().field(column.column());
    String text = Guess.shown(b, from, to);
    reject(record, text + " is no " + known.type() + " for \"" + known.name() + "\"");
    return false;
  }

  private boolean fits(CsvRecords record) {
    if (!pads) {
      return false;
    }
    for (int i = columns.length; i < record.fields; i++) {
      if (record.starts[i] != record.ends[i]) {
        return false;
      }
    }
    return true;
  }

  private void reject(CsvRecords record, String why) {
    rows.reject(where(record), why, record.raw());
  }

  private String where(CsvRecords record) {
    return record.line > 0 ? "line " + record.line : "byte " + record.at();
  }
}

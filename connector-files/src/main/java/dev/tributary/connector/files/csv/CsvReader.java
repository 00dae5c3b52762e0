package dev.tributary.connector.files.csv;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.format.FileRows;
import dev.tributary.connector.files.format.FormatFile;
import dev.tributary.connector.files.format.FormatReader;
import dev.tributary.connector.split.Position;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one CSV, or a range of its bytes. A position holds where the next record begins and on
 * which line.
 */
final class CsvReader implements FormatReader {
  private static final String AT = "at";
  private static final String LINE = "line";

  private final FileRows rows;
  private final FileRange range;
  private final CsvRecords records;
  private final CsvColumns columns;
  private boolean over;

  private CsvReader(FileRows rows, FileRange range, CsvRecords records, CsvColumns columns) {
    this.rows = rows;
    this.range = range;
    this.records = records;
    this.columns = columns;
  }

  static CsvReader open(FormatFile file, FileRange range, @Nullable Position from, FileRows rows)
      throws IOException {
    CsvHead head = CsvHead.read(file);
    CsvRecords records = head.records;
    long start = from == null ? range.from() : from.getLong(AT);
    if (records instanceof CsvScanner && start > 0) {
      head.close();
      CsvScanner there = new CsvScanner(CsvText.open(file, start), head.dialect);
      there.line = from == null || from.getLong(LINE) == 0 ? Long.MIN_VALUE : from.getLong(LINE);
      records = there;
    } else if (from != null) {
      boolean more = true;
      while (more && records.after() < start) {
        more = records.next();
      }
    }
    CsvColumns columns = new CsvColumns(rows, head, file.options(), new CsvTypes(file)::of);
    if (!head.names.isEmpty()) {
      columns.match(head.names.size());
    }
    return new CsvReader(rows, range, records, columns);
  }

  @Override
  public @Nullable RecordBatch readBatch() throws IOException {
    while (!over) {
      if (records.after() >= range.to()) {
        over = true;
        break;
      }
      if (!columns.addBlock(records, range.to())) {
        if (!records.next() || records.at() >= range.to()) {
          over = true; // nothing is left, or only empty lines were
          break;
        }
        columns.add(records);
      }
      if (rows.isFull()) {
        return rows.build(position());
      }
    }
    return rows.isEmpty() ? null : rows.build(position());
  }

  private Position position() {
    return Position.of(AT, records.after()).with(LINE, Math.max(0, records.nextLine()));
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}

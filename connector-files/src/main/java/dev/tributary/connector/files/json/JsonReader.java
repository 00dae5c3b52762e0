package dev.tributary.connector.files.json;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.format.FileRows;
import dev.tributary.connector.files.format.FormatFile;
import dev.tributary.connector.files.format.FormatReader;
import dev.tributary.connector.files.text.ByteWindow;
import dev.tributary.connector.split.Position;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one JSON file, or a range of its lines. A position holds where reading goes on. */
final class JsonReader implements FormatReader {
  private static final String AT = "at";
  private static final String LINE = "line";
  private static final String ARRAY = "array";

  private final JsonRecords records;
  private final FileRange range;
  private final FileRows rows;
  private final JsonRow row;
  private final int maxBytes;
  private boolean over;

  private JsonReader(JsonRecords records, FileRange range, FileRows rows, int maxBytes) {
    this.records = records;
    this.range = range;
    this.rows = rows;
    this.row = new JsonRow(rows);
    this.maxBytes = maxBytes;
  }

  static JsonReader lines(FormatFile file, FileRange range, @Nullable Position from, FileRows rows)
      throws IOException {
    long start = from == null ? range.from() : from.getLong(AT);
    long line = from != null ? from.getLong(LINE) : range.from();
    boolean counted = range.from() == 0;
    return new JsonReader(
        new JsonLines(window(file, start), counted ? line : -1), range, rows, max(file));
  }

  static JsonReader document(FormatFile file, @Nullable Position from, FileRows rows)
      throws IOException {
    String path = file.options().get(JsonOptions.DATA_PATH);
    JsonDocument document;
    if (from != null) {
      document =
          JsonDocument.behind(
              window(file, from.getLong(AT)), file.place(), (int) from.getLong(ARRAY));
    } else {
      List<String> names = path.isEmpty() ? List.of() : List.of(path.split("\\."));
      document = JsonDocument.at(window(file, 0), file.place(), names);
    }
    FileRange whole = FileRange.whole(file.stored().size());
    return new JsonReader(document, whole, rows, max(file));
  }

  private static int max(FormatFile file) {
    return file.options().get(JsonOptions.MAX_RECORD);
  }

  private static ByteWindow window(FormatFile file, long from) throws IOException {
    return new ByteWindow(file.stream(from), from, max(file), file.place());
  }

  @Override
  public @Nullable RecordBatch readBatch() throws IOException {
    while (!over) {
      if (records.after() >= range.to() || !records.next() || records.at() >= range.to()) {
        over = true;
        break;
      }
      add();
      if (rows.isFull()) {
        return rows.build(position());
      }
    }
    return rows.isEmpty() ? null : rows.build(position());
  }

  /** Reads some records, which stay in the builder, for a look at their schema. */
  void sample(int most) throws IOException {
    for (int i = 0; i < most && !rows.isFull() && records.next(); i++) {
      add();
    }
  }

  /** Returns the members that the schema did not know, those included that were always null. */
  Set<String> newcomers() {
    return row.newcomers();
  }

  private void add() {
    if (records.end - records.begin > maxBytes) {
      reject("it has more than the " + maxBytes + " bytes of `max_record_bytes`");
      return;
    }
    try {
      String fault = row.add(records.bytes, records.begin, records.end);
      if (!fault.isEmpty()) {
        reject(fault);
      }
    } catch (ConnectorException misfit) {
      rows.reject(where(), misfit, records.raw());
    }
  }

  private void reject(String why) {
    rows.reject(where(), why, records.raw());
  }

  private String where() {
    return records.line() > 0 ? "line " + records.line() : "byte " + records.at();
  }

  private Position position() {
    Position position = Position.of(AT, records.after());
    return records instanceof JsonDocument document
        ? position.with(ARRAY, document.shape())
        : position.with(LINE, records.line());
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}

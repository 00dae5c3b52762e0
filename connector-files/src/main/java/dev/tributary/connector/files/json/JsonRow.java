package dev.tributary.connector.files.json;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.files.format.FileRows;
import dev.tributary.connector.files.text.Guess;
import dev.tributary.connector.files.text.TextColumn;
import dev.tributary.connector.files.text.TextForms;
import dev.tributary.connector.files.text.TextValues;
import dev.tributary.connector.incremental.DatePattern;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns JSON values into rows: the members of an object are columns of their names, any other value
 * is the column {@value #VALUE}. Used by one thread.
 *
 * <p>Members mostly come in the order of the record before, so each is compared with the expected
 * name before it is looked up.
 */
final class JsonRow {
  /** The column of records that are no objects. */
  static final String VALUE = "value";

  private static final byte[] VALUE_KEY = VALUE.getBytes(StandardCharsets.UTF_8);

  private final FileRows rows;
  private final JsonEnd ends = new JsonEnd();
  private final JsonText text = new JsonText();
  private final TextValues values = new TextValues();
  private final Guess guess = new Guess(TextForms.PLAIN);
  private final Map<String, JsonColumn> columns = new HashMap<>();

  /** Members that the schema did not know, in the order in which they came. */
  private final Set<String> newcomers = new LinkedHashSet<>();

  private JsonColumn[] order = new JsonColumn[16];
  private int ordered;
  private String fault = "";

  JsonRow(FileRows rows) {
    this.rows = rows;
  }

  /** Returns the members that the schema did not know, those included that were always null. */
  Set<String> newcomers() {
    return newcomers;
  }

  /**
   * Adds a record.
   *
   * @return why it cannot be read; empty if it was added
   * @throws ConnectorException of kind DATA if the builder refuses a value
   */
  String add(byte[] b, int from, int to) {
    fault = "";
    int start = JsonEnd.space(b, from, to);
    BatchBuilder row = rows.add();
    boolean right;
    if (start < to && b[start] == '{') {
      right = members(row, b, start, to);
    } else {
      int end = start == to ? JsonEnd.BROKEN : ends.of(b, start, to, true);
      right =
          end >= 0
              && JsonEnd.space(b, end, to) == to
              && member(row, column(b, VALUE_KEY, 0, VALUE_KEY.length, 0), b, start, end, VALUE);
    }
    if (!right) {
      return fault.isEmpty() ? "it is no JSON, at its byte " + (ends.place - from + 1) : fault;
    }
    row.end();
    return "";
  }

  private boolean members(BatchBuilder row, byte[] b, int from, int to) {
    int i = JsonEnd.space(b, from + 1, to);
    int n = 0;
    if (i < to && b[i] == '}') {
      return JsonEnd.space(b, i + 1, to) == to || broken(i + 1);
    }
    while (true) {
      if (i == to || b[i] != '"') {
        return broken(i);
      }
      JsonColumn expected = n < ordered ? order[n] : null;
      int close = i + 1 + (expected == null ? 0 : expected.key.length);
      @Nullable JsonColumn column;
      String name = "";
      if (expected != null && close < to && b[close] == '"' && expected.isNamed(b, i + 1, close)) {
        column = expected;
        close++;
      } else {
        close = ends.text(b, i, to);
        if (close < 0) {
          return close == JsonEnd.MORE ? broken(to) : broken(ends.place);
        }
        column = column(b, b, i + 1, close - 1, n);
        if (column == null) {
          name = name(b, i + 1, close - 1);
          if (!fault.isEmpty()) {
            return false;
          }
        }
      }
      n++;
      i = JsonEnd.space(b, close, to);
      if (i == to || b[i] != ':') {
        return broken(i);
      }
      i = JsonEnd.space(b, i + 1, to);
      if (i == to) {
        return broken(i);
      }
      int end = ends.of(b, i, to, true);
      if (end < 0) {
        return end == JsonEnd.MORE ? broken(to) : false;
      }
      if (!member(row, column, b, i, end, name)) {
        return false;
      }
      i = JsonEnd.space(b, end, to);
      if (i < to && b[i] == ',') {
        i = JsonEnd.space(b, i + 1, to);
        continue;
      }
      if (i == to || b[i] != '}') {
        return broken(i);
      }
      return JsonEnd.space(b, i + 1, to) == to || broken(i + 1);
    }
  }

  private boolean broken(int at) {
    ends.place = at;
    return false;
  }

  /** Returns the column of a name, if it is known, and expects it at this place from now on. */
  private @Nullable JsonColumn column(byte[] b, byte[] key, int from, int to, int n) {
    String name = key == VALUE_KEY ? VALUE : name(b, from, to);
    JsonColumn column = columns.get(name);
    if (column == null && rows.schema().indexOf(name) >= 0) {
      column = meet(Field.of(name, rows.schema().field(rows.schema().indexOf(name)).type()));
    }
    if (column != null) {
      expect(column, n);
    }
    return column;
  }

  private void expect(JsonColumn column, int n) {
    if (n >= order.length && n < 1 << 16) {
      order = Arrays.copyOf(order, 2 * order.length);
    }
    if (n < order.length && n <= ordered) {
      order[n] = column;
      ordered = Math.max(ordered, n + 1);
    }
  }

  private String name(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if (b[i] == '\\') {
        if (!text.read(b, from, to)) {
          fault = "a name holds half of a surrogate pair";
        }
        return new String(text.bytes, 0, text.length, StandardCharsets.UTF_8);
      }
    }
    return new String(b, from, to - from, StandardCharsets.UTF_8);
  }

  private boolean member(
      BatchBuilder row, @Nullable JsonColumn known, byte[] b, int from, int to, String name) {
    JsonColumn column = known;
    if (column == null) {
      if (b[from] == 'n') {
        newcomers.add(name);
        return true;
      }
      if (name.isEmpty()) {
        fault = "a member has an empty name";
        return false;
      }
      column = meet(Field.of(name, type(b, from, to)));
      if (column == null) {
        fault = "its member \"" + name + "\" is new";
        return false;
      }
      newcomers.add(name);
    }
    if (column.writer == null) {
      return true;
    }
    return put(row, column, b, from, to) || putWider(row, column, b, from, to);
  }

  private @Nullable JsonColumn meet(Field field) {
    OptionalInt place = rows.meet(field);
    if (place.isEmpty()) {
      return null;
    }
    JsonColumn column = make(field.name(), place.getAsInt());
    columns.put(field.name(), column);
    return column;
  }

  private JsonColumn make(String name, int place) {
    byte[] key = name.getBytes(StandardCharsets.UTF_8);
    if (place < 0) {
      return new JsonColumn(key, name, place, DataType.STRING, false, null);
    }
    Field field = rows.schema().field(place);
    boolean declared = rows.rules().isDeclared(name);
    DatePattern format = rows.rules().format(name).map(DatePattern::of).orElse(null);
    TextForms forms =
        field.type().equals(DataType.DATE)
            ? TextForms.PLAIN.times(format, null)
            : TextForms.PLAIN.times(null, format);
    TextColumn writer = new TextColumn(place, field.type(), false, forms, values);
    return new JsonColumn(key, name, place, field.type(), declared, writer);
  }

  private boolean put(BatchBuilder row, JsonColumn column, byte[] b, int from, int to) {
    TextColumn writer = column.writer;
    if (writer == null) {
      return true;
    }
    switch (b[from]) {
      case '"':
        if (!column.fromText) {
          return false;
        }
        if (DataType.Kind.JSON.compareTo(column.kind) <= 0) {
          row.setUtf8(column.column, b, from, to);
          return true;
        }
        return putText(row, writer, b, from + 1, to - 1);
      case 'n':
        row.setNull(column.column);
        return true;
      case 't', 'f':
        if (column.kind == DataType.Kind.BOOLEAN) {
          row.set(column.column, b[from] == 't');
          return true;
        }
        return putRaw(row, column, b, from, to);
      case '{', '[':
        return putRaw(row, column, b, from, to);
      default:
        return column.number ? writer.put(row, b, from, to) : putRaw(row, column, b, from, to);
    }
  }

  private boolean putText(BatchBuilder row, TextColumn writer, byte[] b, int from, int to) {
    if (!ends.escaped) {
      return writer.put(row, b, from, to);
    }
    if (!text.read(b, from, to)) {
      fault = "a text holds half of a surrogate pair";
      return false;
    }
    return writer.put(row, text.bytes, 0, text.length);
  }

  /** Keeps a value as its JSON text, where the column holds texts or JSON. */
  private static boolean putRaw(BatchBuilder row, JsonColumn column, byte[] b, int from, int to) {
    if (column.kind != DataType.Kind.STRING && column.kind.compareTo(DataType.Kind.JSON) < 0) {
      return false;
    }
    row.setUtf8(column.column, b, from, to);
    return true;
  }

  private boolean putWider(BatchBuilder row, JsonColumn column, byte[] b, int from, int to) {
    if (!fault.isEmpty()) {
      return false;
    }
    for (DataType type : List.of(type(b, from, to), DataType.STRING)) {
      if (!rows.widen(column.column, type)) {
        break;
      }
      JsonColumn wider = make(column.name, column.column);
      columns.put(column.name, wider);
      for (int i = 0; i < ordered; i++) {
        order[i] = order[i] == column ? wider : order[i];
      }
      if (put(row, wider, b, from, to)) {
        return true;
      }
    }
    Field known = rows.schema().field(column.column);
    fault = Guess.shown(b, from, to) + " is no " + known.type() + " for \"" + known.name() + "\"";
    return false;
  }

  /** Returns the type that a value which is not null asks for. */
  private DataType type(byte[] b, int from, int to) {
    switch (b[from]) {
      case '{', '[':
        return DataType.JSON;
      case 't', 'f':
        return DataType.BOOLEAN;
      case '"':
        DataType shown = guess.of(b, from + 1, to - 1);
        boolean time =
            shown.kind() == DataType.Kind.DATE
                || shown.kind() == DataType.Kind.TIMESTAMP
                || shown.kind() == DataType.Kind.TIMESTAMP_TZ;
        return time ? shown : DataType.STRING;
      default:
        DataType number = guess.of(b, from, to);
        return number.kind() == DataType.Kind.INT64 ? number : DataType.DECIMAL;
    }
  }
}

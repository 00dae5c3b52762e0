package dev.tributary.connector.cloudsql.postgres;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.cloudsql.server.OnUnfit;
import dev.tributary.connector.cloudsql.server.RowStream;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decodes rows in binary form straight into columns. */
final class TupleStream implements RowStream {
  private static final byte[] NOTHING = {};

  private static final char REPLACED = '\uFFFD';

  /** A text with bytes that are none in its encoding, or that has no equivalent in UTF-8. */
  private static final Set<String> NO_TEXT = Set.of("22021", "22P05");

  private final Tuples tuples;
  private final Asked asked;
  private final WireType[] types;
  private final int[] codes;
  private final int rowHeader;
  private final int fieldHeader;
  private final Nested nested = new Nested();

  private byte[] data = NOTHING;
  private int at;

  /** Where in the data the last row begins; negative before the first. */
  private int last = -1;

  private long lastPhysical = -1;
  private boolean ended;

  TupleStream(Tuples tuples, Asked asked) {
    this.tuples = tuples;
    this.asked = asked;
    this.types = asked.types().toArray(WireType[]::new);
    this.codes = Arrays.stream(types).mapToInt(WireType::code).toArray();
    this.rowHeader = tuples.rowHeader();
    this.fieldHeader = tuples.fieldHeader();
  }

  @Override
  public boolean read(BatchBuilder rows) throws SQLException {
    while (!ended && !rows.isFull()) {
      if (at == data.length) {
        byte[] next = next();
        if (next == null) {
          ended = true;
          break;
        }
        data = next;
        at = 0;
      }
      row(rows);
    }
    rows.end();
    return !ended;
  }

  private byte @Nullable [] next() throws SQLException {
    try {
      return tuples.next();
    } catch (SQLException failed) {
      if (!NO_TEXT.contains(String.valueOf(failed.getSQLState()))) {
        throw failed;
      }
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < codes.length; i++) {
        if (codes[i] == Wire.TEXT || codes[i] == Wire.JSON || codes[i] >= Wire.JSONB) {
          texts.add(asked.name(i));
        }
      }
      throw ConnectorException.of(
              ErrorKind.DATA, "the server cannot send a text: " + failed.getMessage())
          .place(asked.from() + ", one of the columns " + String.join(", ", texts))
          .remedy("Correct the text, or leave its column out")
          .cause(failed)
          .build();
    }
  }

  private void row(BatchBuilder rows) {
    int start = at;
    rows.add();
    int end = start + rowHeader;
    int column = 0;
    int count = asked.columns();
    String rejection = null;
    while (column <= count && rejection == null) {
      try {
        for (; column < count; column++) {
          int from = end + fieldHeader + 4;
          int length = Bytes.int4(data, from - 4);
          if (length < 0) {
            end = from;
            rows.setNull(column);
          } else {
            end = from + length;
            value(rows, column, from, length);
          }
        }
        rows.end();
      } catch (ConnectorException unfit) {
        rejection = unfit(rows, column, unfit);
      }
      column++;
    }
    at = skip(end, Math.min(column, count));
    last = start;
    if (rejection != null) {
      rows.reject(place(), rejection, Arrays.copyOfRange(data, start, at));
    }
    if (asked.isPhysical()) {
      order();
    }
  }

  private void value(BatchBuilder rows, int column, int from, int length) {
    switch (codes[column]) {
      case Wire.INT8 -> rows.set(column, Bytes.int8(data, from));
      case Wire.INT4 -> rows.set(column, Bytes.int4(data, from));
      case Wire.TEXT, Wire.JSON -> rows.setUtf8(column, data, from, from + length);
      case Wire.TIMESTAMP, Wire.TIMESTAMPTZ -> moment(rows, column, Bytes.int8(data, from));
      case Wire.NUMERIC -> Numeric.put(rows, column, data, from);
      case Wire.BOOL -> rows.set(column, data[from] != 0);
      case Wire.DATE -> date(rows, column, Bytes.int4(data, from));
      case Wire.FLOAT8 -> rows.set(column, Double.longBitsToDouble(Bytes.int8(data, from)));
      case Wire.UUID -> rows.setUuid(column, Bytes.int8(data, from), Bytes.int8(data, from + 8));
      case Wire.JSONB -> rows.setUtf8(column, data, from + 1, from + length);
      default -> other(rows, column, from, length);
    }
  }

  private void other(BatchBuilder rows, int column, int from, int length) {
    int code = codes[column];
    switch (code) {
      case Wire.INT2 -> rows.set(column, Bytes.int2(data, from));
      case Wire.OID -> rows.set(column, Bytes.uint4(data, from));
      case Wire.FLOAT4 -> rows.set(column, Float.intBitsToFloat(Bytes.int4(data, from)));
      case Wire.BYTEA -> rows.setBytes(column, data, from, from + length);
      case Wire.TIME -> rows.setMicros(column, Bytes.int8(data, from));
      case Wire.ARRAY, Wire.RECORD, Wire.HSTORE -> {
        Utf8Buffer json = nested.write(types[column], data, from, length);
        rows.setUtf8(column, json.bytes(), 0, json.length());
      }
      default -> rows.set(column, Texts.of(code, data, from, length));
    }
  }

  private static void date(BatchBuilder rows, int column, int days) {
    boolean infinite = days == Integer.MAX_VALUE || days == Integer.MIN_VALUE;
    rows.setDays(column, infinite ? days : days + Calendar.DAYS);
  }

  private static void moment(BatchBuilder rows, int column, long micros) {
    if (micros < Long.MAX_VALUE - Calendar.MICROS) {
      rows.setMicros(column, micros == Long.MIN_VALUE ? micros : micros + Calendar.MICROS);
    } else if (micros == Long.MAX_VALUE) {
      rows.setMicros(column, micros);
    } else {
      throw ConnectorException.of(
              ErrorKind.DATA,
              Calendar.timestamp(micros, false, "") + " is too far from 1970 to count")
          .remedy("Read the column as text")
          .build();
    }
  }

  /**
   * Does with a value that does not fit what the user chose.
   *
   * @param column where it was to go; past the last one if the whole row does not fit
   * @return why the row is rejected, or null if the value became null
   */
  private @Nullable String unfit(BatchBuilder rows, int column, ConnectorException unfit) {
    if (unfit.kind() != ErrorKind.DATA || asked.onUnfit() == OnUnfit.FAIL) {
      throw placed(unfit, column);
    }
    if (asked.onUnfit() == OnUnfit.QUARANTINE) {
      return unfit.place().orElse(part(column)) + ": " + unfit.what();
    }
    if (column >= asked.columns()) {
      throw placed(unfit, column);
    }
    try {
      rows.setNull(column);
    } catch (ConnectorException required) {
      throw placed(unfit, column);
    }
    return null;
  }

  private ConnectorException placed(ConnectorException unfit, int column) {
    String part = unfit.place().orElse(part(column));
    return unfit.copy().place(asked.from() + ", " + part).build();
  }

  private String part(int column) {
    return column < asked.columns() ? "column " + asked.name(column) : "the row";
  }

  /** Returns where the row ends whose field of this number begins here. */
  private int skip(int field, int number) {
    int end = field;
    for (int i = number; i < types.length; i++) {
      end += fieldHeader + 4;
      end += Math.max(0, Bytes.int4(data, end - 4));
    }
    return end;
  }

  private int field(int number) {
    int end = last + rowHeader;
    for (int i = 0; i < number; i++) {
      end += fieldHeader + 4;
      end += Math.max(0, Bytes.int4(data, end - 4));
    }
    return end + fieldHeader;
  }

  /** Rows that do not come as they lie could not be told apart from those read before. */
  private void order() {
    int field = field(asked.positions().get(0)) + 4;
    long here = (Bytes.uint4(data, field) << 16) | Bytes.uint2(data, field + 4);
    if (here <= lastPhysical) {
      throw ConnectorException.of(
              ErrorKind.INTERNAL, "the server does not send rows in the order in which they lie")
          .place(asked.from())
          .remedy("Read the table by its key")
          .build();
    }
    lastPhysical = here;
  }

  private String place() {
    List<String> position = position();
    return position.isEmpty() ? asked.from() : asked.from() + " at " + position;
  }

  @Override
  public List<String> position() {
    if (last < 0) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (int number : asked.positions()) {
      int field = field(number);
      int length = Bytes.int4(data, field);
      texts.add(length < 0 ? nullPosition(number) : text(number, field + 4, length));
    }
    return texts;
  }

  private String text(int number, int from, int length) {
    String text = Texts.of(codes[number], data, from, length);
    if (codes[number] == Wire.TEXT && text.indexOf(REPLACED) >= 0) {
      byte[] again = text.getBytes(StandardCharsets.UTF_8);
      if (!Arrays.equals(again, 0, again.length, data, from, from + length)) {
        throw ConnectorException.of(
                ErrorKind.DATA, "a key's text is not in UTF-8, so that nothing can go on from it")
            .place(asked.from() + ", column " + asked.name(number))
            .remedy("Read the table without its key")
            .build();
      }
    }
    return text;
  }

  private String nullPosition(int number) {
    throw ConnectorException.of(
            ErrorKind.DATA, "a row has null where its place in the order is to be told")
        .place(asked.from() + ", column " + asked.name(number))
        .build();
  }

  @Override
  public void close() throws SQLException {
    tuples.close();
  }
}

package dev.tributary.connector.files.avro.read;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.avro.container.Input;
import dev.tributary.connector.files.avro.schema.AvroType;
import dev.tributary.connector.files.avro.schema.AvroType.Kind;
import dev.tributary.connector.files.avro.schema.Broken;
import dev.tributary.connector.files.avro.schema.Types;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Compiles a type to what reads its values into a column of that type or a wider one. */
final class Readers {
  private Readers() {}

  /**
   * Returns a reader.
   *
   * @param type the type in the file
   * @param own the type of the field that it becomes
   * @param target the type of the column
   */
  static ValueReader of(AvroType type, DataType own, DataType target) {
    if (type.kind() == Kind.UNION && !own.isNested()) {
      ValueReader[] branches = new ValueReader[type.parts().size()];
      for (int i = 0; i < branches.length; i++) {
        AvroType part = type.parts().get(i);
        branches[i] = of(part, part.kind() == Kind.NULL ? own : Types.of(part), target);
      }
      return union(branches);
    }
    if (own.isNested()) {
      return nested(type);
    }
    boolean isText = own.kind() == DataType.Kind.STRING || type.kind() == Kind.STRING;
    boolean toText = target.kind() == DataType.Kind.STRING || target.kind() == DataType.Kind.JSON;
    boolean toDecimal =
        own.kind() == DataType.Kind.FLOAT32 && target.kind() == DataType.Kind.DECIMAL;
    if (type.kind() != Kind.NULL
        && ((toText && !isText) || toDecimal || (toText && own.kind() == DataType.Kind.UUID))) {
      return converted(type, own, toText);
    }
    return exact(type);
  }

  private static ValueReader union(ValueReader[] branches) {
    return (in, rows, column) -> {
      long branch = in.readLong();
      if (branch < 0 || branch >= branches.length) {
        throw new Broken("branch " + branch + " of a union of " + branches.length);
      }
      branches[(int) branch].read(in, rows, column);
    };
  }

  private static ValueReader nested(AvroType type) {
    JsonReader reader = new JsonReader();
    boolean isUnion = type.kind() == Kind.UNION;
    return (in, rows, column) -> {
      AvroType of = isUnion ? Skip.branch(type, in) : type;
      if (of.kind() == Kind.NULL) {
        rows.setNull(column);
        return;
      }
      rows.set(column, reader.read(of, in));
    };
  }

  private static ValueReader converted(AvroType type, DataType own, boolean text) {
    ValueReader exact = exact(type);
    BatchBuilder scratch = scratch(own);
    return (in, rows, column) -> {
      Column value = single(scratch, exact, in);
      if (text) {
        rows.set(column, value.getString(0));
      } else {
        rows.set(column, value.get(0));
      }
    };
  }

  static BatchBuilder scratch(DataType type) {
    StreamSchema one = StreamSchema.of(Field.of("value", type));
    return BatchBuilder.of(BatchTarget.standalone("value", one));
  }

  /** Returns a column with one value in it. */
  static Column single(BatchBuilder scratch, ValueReader reader, Input in) {
    scratch.rollback();
    scratch.add();
    reader.read(in, scratch, 0);
    return scratch.build().column(0);
  }

  /** Returns a reader into a column of the type's own. */
  static ValueReader exact(AvroType type) {
    return switch (type.kind()) {
      case NULL -> (in, rows, column) -> rows.setNull(column);
      case BOOLEAN -> (in, rows, column) -> rows.set(column, in.readBoolean());
      case INT -> integer(type);
      case LONG -> longInteger(type);
      case FLOAT ->
          (in, rows, column) -> rows.set(column, (double) Float.intBitsToFloat(in.readFour()));
      case DOUBLE ->
          (in, rows, column) -> rows.set(column, Double.longBitsToDouble(in.readEight()));
      case STRING ->
          (in, rows, column) -> {
            int length = in.readLength();
            int from = in.skip(length);
            rows.setUtf8(column, in.bytes(), from, from + length);
          };
      case ENUM -> symbols(type);
      case BYTES, FIXED -> bytes(type);
      default -> throw new IllegalStateException(type.kind() + " is nested");
    };
  }

  private static ValueReader integer(AvroType type) {
    return switch (type.logical()) {
      case "date" -> (in, rows, column) -> rows.setDays(column, in.readInt());
      case "time-millis" -> (in, rows, column) -> rows.setMicros(column, in.readInt() * 1000L);
      default -> (in, rows, column) -> rows.set(column, (long) in.readInt());
    };
  }

  private static ValueReader longInteger(AvroType type) {
    return switch (type.logical()) {
      case "timestamp-millis", "local-timestamp-millis" ->
          (in, rows, column) -> {
            long millis = in.readLong();
            if (millis * 1000 / 1000 != millis) {
              throw ConnectorException.of(
                      ErrorKind.DATA, millis + " ms since 1970 are too far to count")
                  .build();
            }
            rows.setMicros(column, millis * 1000);
          };
      case "time-micros", "timestamp-micros", "local-timestamp-micros" ->
          (in, rows, column) -> rows.setMicros(column, in.readLong());
      case "timestamp-nanos", "local-timestamp-nanos" ->
          (in, rows, column) -> {
            long nanos = in.readLong();
            rows.setMicros(column, Math.floorDiv(nanos, 1000L), (int) Math.floorMod(nanos, 1000L));
          };
      default -> (in, rows, column) -> rows.set(column, in.readLong());
    };
  }

  private static ValueReader symbols(AvroType type) {
    byte[][] symbols =
        type.symbols().stream()
            .map(symbol -> symbol.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    return (in, rows, column) -> {
      int index = in.readInt();
      if (index < 0 || index >= symbols.length) {
        throw new Broken("symbol " + index + " of " + symbols.length);
      }
      rows.setUtf8(column, symbols[index], 0, symbols[index].length);
    };
  }

  private static ValueReader bytes(AvroType type) {
    boolean isFixed = type.kind() == Kind.FIXED;
    int size = type.size();
    DataType own = Types.of(type);
    return (in, rows, column) -> {
      int length = isFixed ? size : in.readLength();
      int from = in.skip(length);
      switch (own.kind()) {
        case DECIMAL -> decimal(type, own, in.bytes(), from, length, rows, column);
        case UUID -> {
          ByteBuffer buffer = ByteBuffer.wrap(in.bytes(), from, 16);
          rows.setUuid(column, buffer.getLong(), buffer.getLong());
        }
        case STRING -> rows.set(column, duration(in.bytes(), from));
        default -> rows.setBytes(column, in.bytes(), from, from + length);
      }
    };
  }

  private static void decimal(
      AvroType type,
      DataType own,
      byte[] bytes,
      int from,
      int length,
      BatchBuilder rows,
      int column) {
    if (type.logical().equals("big-decimal")) {
      // the digits with their length, then the scale
      Input in = new Input(bytes, from, from + length);
      int digits = in.readLength();
      int start = in.skip(digits);
      BigInteger unscaled = number(bytes, start, digits);
      rows.set(column, (Object) new BigDecimal(unscaled, in.readInt()));
      return;
    }
    if (length > 8) {
      rows.set(column, (Object) new BigDecimal(number(bytes, from, length), own.scale()));
      return;
    }
    long value = length == 0 ? 0 : bytes[from];
    for (int i = 1; i < length; i++) {
      value = value << 8 | (bytes[from + i] & 0xFF);
    }
    rows.setDecimal(column, value, own.scale());
  }

  private static BigInteger number(byte[] bytes, int from, int length) {
    return length == 0 ? BigInteger.ZERO : new BigInteger(bytes, from, length);
  }

  /** The ISO form, in which months, days and seconds stay apart. */
  private static String duration(byte[] bytes, int from) {
    ByteBuffer parts = ByteBuffer.wrap(bytes, from, 12).order(ByteOrder.LITTLE_ENDIAN);
    long months = parts.getInt() & 0xFFFF_FFFFL;
    long days = parts.getInt() & 0xFFFF_FFFFL;
    BigDecimal seconds = BigDecimal.valueOf(parts.getInt() & 0xFFFF_FFFFL, 3).stripTrailingZeros();
    return "P" + months + "M" + days + "DT" + seconds.toPlainString() + "S";
  }
}

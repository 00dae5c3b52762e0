package dev.tributary.connector.schema;

import dev.tributary.connector.error.ConnectorException;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column's values.
 *
 * <p>Types have a text form that people write in configurations and that reads back: {@code int64},
 * {@code decimal(12,2)}, {@code list(string)}, {@code struct(id int64 required, name string)}.
 * Values of {@linkplain #isNested() nested} types travel as JSON text that the type describes.
 * Immutable and thread-safe; equal by value.
 *
 * @since 0.1.0
 */
public final class DataType implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How many digits a decimal with a stated precision may have at most. */
  public static final int MAX_PRECISION = 1000;

  /** The families of types; a switch over them is how a host maps ours to its own. */
  public enum Kind {
    /** True or false. */
    BOOLEAN,
    /** A whole number of 32 bits, signed. */
    INT32,
    /** A whole number of 64 bits, signed. */
    INT64,
    /** A binary floating-point number of 32 bits; NaN and infinities included. */
    FLOAT32,
    /** A binary floating-point number of 64 bits; NaN and infinities included. */
    FLOAT64,
    /**
     * An exact decimal number. With a precision every value has exactly the type's scale; without
     * one, values have any size and their own scale, and NaN and infinities are values too.
     */
    DECIMAL,
    /** Unicode text. */
    STRING,
    /** Bytes without a meaning. */
    BYTES,
    /** A day of the proleptic Gregorian calendar, or an infinity. */
    DATE,
    /** A time of day without zone, from 00:00 through 24:00. */
    TIME,
    /** A length of time, negative ones included, in exact seconds; never months. */
    DURATION,
    /** A date and time of day without zone, or an infinity. */
    TIMESTAMP,
    /** An instant, or an infinity. */
    TIMESTAMP_TZ,
    /** A UUID. */
    UUID,
    /** A JSON document, as its text. */
    JSON,
    /** A JSON array whose elements have one type. */
    LIST,
    /** A JSON object of known fields. */
    STRUCT,
    /** A JSON object of any names whose values have one type. */
    MAP
  }

  /** True or false. */
  public static final DataType BOOLEAN = new DataType(Kind.BOOLEAN);

  /** A whole number of 32 bits, signed. */
  public static final DataType INT32 = new DataType(Kind.INT32);

  /** A whole number of 64 bits, signed. */
  public static final DataType INT64 = new DataType(Kind.INT64);

  /** A binary floating-point number of 32 bits. */
  public static final DataType FLOAT32 = new DataType(Kind.FLOAT32);

  /** A binary floating-point number of 64 bits. */
  public static final DataType FLOAT64 = new DataType(Kind.FLOAT64);

  /** A decimal number of any size and scale; NaN and infinities too. */
  public static final DataType DECIMAL = new DataType(Kind.DECIMAL);

  /** Unicode text. */
  public static final DataType STRING = new DataType(Kind.STRING);

  /** Bytes without a meaning. */
  public static final DataType BYTES = new DataType(Kind.BYTES);

  /** A day. */
  public static final DataType DATE = new DataType(Kind.DATE);

  /** A time of day without zone. */
  public static final DataType TIME = new DataType(Kind.TIME);

  /** A length of time. */
  public static final DataType DURATION = new DataType(Kind.DURATION);

  /** A date and time of day without zone. */
  public static final DataType TIMESTAMP = new DataType(Kind.TIMESTAMP);

  /** An instant. */
  public static final DataType TIMESTAMP_TZ = new DataType(Kind.TIMESTAMP_TZ);

  /** A UUID. */
  public static final DataType UUID = new DataType(Kind.UUID);

  /** A JSON document. */
  public static final DataType JSON = new DataType(Kind.JSON);

  private final Kind kind;
  private final int precision;
  private final int scale;

  @SuppressWarnings("serial") // immutable lists of the JDK are serializable
  private final List<Field> fields;

  private DataType(Kind kind) {
    this(kind, 0, 0, List.of());
  }

  private DataType(Kind kind, int precision, int scale, List<Field> fields) {
    this.kind = kind;
    this.precision = precision;
    this.scale = scale;
    this.fields = fields;
  }

  /**
   * Returns the decimal type of at most this many digits, {@code scale} of them after the point.
   *
   * @param precision from 1 to {@value #MAX_PRECISION}
   * @param scale from -{@value #MAX_PRECISION} to {@value #MAX_PRECISION}; it may be negative or
   *     exceed the precision
   * @throws IllegalArgumentException if one is out of bounds
   */
  public static DataType decimal(int precision, int scale) {
    if (precision < 1 || precision > MAX_PRECISION || Math.abs(scale) > MAX_PRECISION) {
      throw new IllegalArgumentException(
          "decimal("
              + precision
              + ","
              + scale
              + ") is not within 1 to "
              + MAX_PRECISION
              + " digits");
    }
    return new DataType(Kind.DECIMAL, precision, scale, List.of());
  }

  /** Returns the type of lists whose elements, which may be null, have this type. */
  public static DataType list(DataType element) {
    return new DataType(Kind.LIST, 0, 0, List.of(Field.of("element", element)));
  }

  /**
   * Returns the type of objects with these fields. Of each field the name, the type and whether it
   * is required are kept; source types and documentation belong to a stream's own fields.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public static DataType struct(Field... fields) {
    return struct(List.of(fields));
  }

  static DataType struct(List<Field> fields) {
    StreamSchema.positions(fields);
    return new DataType(Kind.STRUCT, 0, 0, fields.stream().map(Field::bare).toList());
  }

  /**
   * Returns the type of objects of any names; JSON has only texts for keys, so {@code key}s are.
   */
  public static DataType map(DataType key, DataType value) {
    return new DataType(Kind.MAP, 0, 0, List.of(Field.of("key", key), Field.of("value", value)));
  }

  /**
   * Reads a type's name, in any case.
   *
   * <p>Besides what {@link #toString} writes it takes the names that configurations use: {@code
   * text}; {@code integer}, {@code int}, {@code long}, {@code bigint} (all 64 bits wide, because a
   * number that does not fit must not appear later); {@code float}, {@code double}; {@code
   * numeric}; {@code bool}; {@code datetime}; {@code timestamp_tz}; {@code binary}. A decimal
   * without digits is unconstrained; with a precision alone it has no digits after the point.
   *
   * @throws ConnectorException of kind CONFIG, naming the known ones, if it is no type's name
   */
  public static DataType parse(String text) {
    return new TypeParser(text).whole();
  }

  /**
   * Returns the narrowest type that holds every value of both types exactly.
   *
   * <table>
   *   <caption>What two types widen to</caption>
   *   <tr><th>one</th><th>other</th><th>both</th></tr>
   *   <tr><td>any</td><td>the same</td><td>the same</td></tr>
   *   <tr><td>INT32</td><td>INT64</td><td>INT64</td></tr>
   *   <tr><td>FLOAT32</td><td>FLOAT64</td><td>FLOAT64</td></tr>
   *   <tr><td>INT32</td><td>FLOAT32, FLOAT64</td><td>FLOAT64, which holds every INT32</td></tr>
   *   <tr><td>INT64</td><td>FLOAT32, FLOAT64</td><td>DECIMAL</td></tr>
   *   <tr><td>INT32, INT64</td><td>DECIMAL(p,s)</td><td>DECIMAL with room for both</td></tr>
   *   <tr><td>DECIMAL(p,s)</td><td>DECIMAL(q,t)</td><td>DECIMAL with room for both</td></tr>
   *   <tr><td>DECIMAL</td><td>any number</td><td>DECIMAL</td></tr>
   *   <tr><td>DECIMAL(p,s)</td><td>FLOAT32, FLOAT64</td><td>DECIMAL</td></tr>
   *   <tr><td>JSON, LIST, STRUCT, MAP</td><td>another of them</td><td>JSON</td></tr>
   *   <tr><td>any</td><td>anything else</td><td>STRING, in the value's canonical text</td></tr>
   * </table>
   *
   * <p>A floating-point number becomes the decimal that its text shows and that reads back as the
   * same number; decimals have one zero only. A date does not become a timestamp, nor a timestamp
   * an instant: that would invent a time of day or a zone. The order and grouping of types does not
   * matter.
   */
  public static DataType widen(DataType one, DataType other) {
    return Widening.of(one, other);
  }

  /** Returns the family of this type. */
  public Kind kind() {
    return kind;
  }

  /** Returns how many digits a decimal has at most; 0 if it is unconstrained or no decimal. */
  public int precision() {
    return precision;
  }

  /** Returns how many digits of a decimal stand after the point; 0 if it has no precision. */
  public int scale() {
    return scale;
  }

  /**
   * Returns the type of a list's elements or of a map's values.
   *
   * @throws IllegalStateException if this is neither
   */
  public DataType element() {
    if (kind != Kind.LIST && kind != Kind.MAP) {
      throw new IllegalStateException(this + " has no elements");
    }
    return fields.get(fields.size() - 1).type();
  }

  /**
   * Returns the type of a map's keys.
   *
   * @throws IllegalStateException if this is no map
   */
  public DataType key() {
    if (kind != Kind.MAP) {
      throw new IllegalStateException(this + " has no keys");
    }
    return fields.get(0).type();
  }

  /** Returns the fields of a struct in their order; an empty list for any other type. */
  public List<Field> fields() {
    return kind == Kind.STRUCT ? fields : List.of();
  }

  /** Returns whether values travel as JSON text: JSON, LIST, STRUCT and MAP. */
  public boolean isNested() {
    return kind.compareTo(Kind.JSON) >= 0;
  }

  /** Returns whether values are numbers. */
  public boolean isNumber() {
    return kind.compareTo(Kind.INT32) >= 0 && kind.compareTo(Kind.DECIMAL) <= 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DataType that
        && kind == that.kind
        && precision == that.precision
        && scale == that.scale
        && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind.name(), precision, scale, fields);
  }

  /** Returns the type's canonical name, which {@link #parse} reads back. */
  @Override
  public String toString() {
    return TypeParser.write(this);
  }
}

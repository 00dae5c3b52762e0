package dev.tributary.connector.cloudsql.mysql;

import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import java.util.Locale;
import java.util.Set;

/**
 * A column's type as the catalogue writes it, such as {@code int(10) unsigned}, taken apart.
 *
 * @param form how its values come
 * @param word the type's first word in lower case
 * @param length the first number in parentheses, 0 if there is none
 * @param scale the second one, 0 if there is none
 * @param charset what its texts are kept in, if comparing them needs the bytes; else empty
 */
record ColumnType(Form form, String word, int length, int scale, String charset) {
  private static final String CHARSET = " character set ";

  /** Longer texts are compared by their beginning only when the server sorts. */
  private static final int LONGEST_COMPARABLE = 768;

  /** What Unicode and back is the same bytes again. */
  private static final Set<String> EXACT =
      Set.of(
          "utf8mb4", "utf8mb3", "utf8", "ascii", "latin1", "ucs2", "utf16", "utf16le", "utf32",
          "binary");

  /** Reads the type of a column that {@link #column} made. */
  static ColumnType of(TableColumn column) {
    String type = column.type();
    int at = type.lastIndexOf(CHARSET);
    // a member of an ENUM may hold these words, but then a parenthesis follows
    boolean named = at >= 0 && type.indexOf(')', at) < 0;
    return of(
        named ? type.substring(0, at) : type, named ? type.substring(at + CHARSET.length()) : "");
  }

  /**
   * Makes a column of what the catalogue says.
   *
   * @param type the type as the catalogue writes it
   * @param charset the character set of its texts; empty if it has none or it is not known
   * @param json whether a check holds the column to JSON
   * @param tinyAsBoolean whether TINYINT(1) are truth values
   */
  static TableColumn column(
      String name,
      String type,
      String charset,
      boolean nullable,
      boolean json,
      boolean tinyAsBoolean) {
    boolean plain = charset.isEmpty() || EXACT.contains(charset);
    String word = json ? "json" : plain ? type : type + CHARSET + charset;
    ColumnType parsed = of(json ? "json" : type, plain ? "" : charset);
    DataType kept = parsed.form == Form.TRUTH && !tinyAsBoolean ? DataType.INT32 : parsed.type();
    Field field = Field.of(name, kept).sourceType(type);
    // a zero date may stand in a column that takes no nulls, and has no other value than null
    boolean required = !nullable && !parsed.form.isTemporal();
    return new TableColumn(required ? field.required() : field, word, 0, parsed.comparable());
  }

  static ColumnType of(String type, String charset) {
    int end = 0;
    while (end < type.length() && type.charAt(end) != '(' && type.charAt(end) != ' ') {
      end++;
    }
    String word = type.substring(0, end).toLowerCase(Locale.ROOT);
    int length = 0;
    int scale = 0;
    boolean digits = end + 1 < type.length() && Character.isDigit(type.charAt(end + 1));
    if (digits && type.charAt(end) == '(') {
      String[] numbers = type.substring(end + 1, type.indexOf(')', end)).split(",", 2);
      length = Integer.parseInt(numbers[0].strip());
      scale = numbers.length > 1 ? Integer.parseInt(numbers[1].strip()) : 0;
    }
    boolean unsigned = type.toLowerCase(Locale.ROOT).contains(" unsigned");
    return new ColumnType(form(word, length, unsigned), word, length, scale, charset);
  }

  private static Form form(String word, int length, boolean unsigned) {
    return switch (word) {
      case "tinyint" -> unsigned ? Form.UNSIGNED : length == 1 ? Form.TRUTH : Form.SIGNED;
      case "smallint", "mediumint", "int", "integer", "bigint" ->
          unsigned ? Form.UNSIGNED : Form.SIGNED;
      case "year" -> Form.YEAR;
      case "bit" -> Form.BITS;
      case "float" -> Form.FLOAT;
      case "double", "real" -> Form.DOUBLE;
      case "decimal", "numeric" -> Form.DECIMAL;
      case "date" -> Form.DATE;
      case "datetime" -> Form.DATETIME;
      case "timestamp" -> Form.TIMESTAMP;
      case "time" -> Form.TIME;
      case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" -> Form.TEXT;
      case "enum", "set" -> Form.MEMBER;
      case "uuid" -> Form.UUID;
      case "inet4", "inet6" -> Form.ADDRESS;
      case "json" -> Form.JSON;
      case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> Form.BINARY;
      case "geometry",
          "point",
          "linestring",
          "polygon",
          "multipoint",
          "multilinestring",
          "multipolygon",
          "geometrycollection",
          "geomcollection" ->
          Form.GEOMETRY;
      default -> Form.UNKNOWN;
    };
  }

  /** The type that the values become unless somebody wants another one. */
  DataType type() {
    return switch (form) {
      case SIGNED -> word.equals("bigint") ? DataType.INT64 : DataType.INT32;
      case UNSIGNED ->
          switch (word) {
            case "bigint" -> DataType.decimal(20, 0);
            case "int", "integer" -> DataType.INT64;
            default -> DataType.INT32;
          };
      case TRUTH -> DataType.BOOLEAN;
      case YEAR -> DataType.INT32;
      case BITS -> length <= 1 ? DataType.BOOLEAN : DataType.BYTES;
      case FLOAT -> DataType.FLOAT32;
      case DOUBLE -> DataType.FLOAT64;
      case DECIMAL -> length == 0 ? DataType.decimal(10, 0) : DataType.decimal(length, scale);
      case DATE -> DataType.DATE;
      case DATETIME -> DataType.TIMESTAMP;
      case TIMESTAMP -> DataType.TIMESTAMP_TZ;
      case TIME -> DataType.DURATION;
      case UUID -> DataType.UUID;
      case JSON -> DataType.JSON;
      case BINARY -> DataType.BYTES;
      case TEXT, MEMBER, ADDRESS, GEOMETRY, UNKNOWN -> DataType.STRING;
    };
  }

  /** Whether sorting and comparing agree over the whole value. */
  private boolean comparable() {
    return switch (form) {
      case JSON, GEOMETRY, UNKNOWN -> false;
      case TEXT, BINARY ->
          !word.endsWith("text") && !word.endsWith("blob") && length <= LONGEST_COMPARABLE;
      default -> true;
    };
  }

  /** Whether a text has to be compared by the bytes that the server keeps. */
  boolean byBytes() {
    return !charset.isEmpty();
  }
}

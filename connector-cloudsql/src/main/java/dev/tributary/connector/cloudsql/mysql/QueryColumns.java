package dev.tributary.connector.cloudsql.mysql;

import com.mysql.cj.MysqlType;
import com.mysql.cj.jdbc.result.ResultSetMetaData;
import com.mysql.cj.result.Field;
import dev.tributary.connector.cloudsql.server.TableColumn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a query yields, by what the server says of its result before it runs it. */
final class QueryColumns {
  /** The protocol's flags that the driver has no names for. */
  private static final int ENUM = 256;

  private static final int SET = 2048;

  private static final int BINARY_COLLATION = 63;
  private static final int BYTES_A_CHARACTER = 4;

  private QueryColumns() {}

  static List<TableColumn> of(Connection connection, String query, boolean tinyAsBoolean)
      throws SQLException {
    // a limit of nothing is seen before anything is read; the line's end ends a comment
    String sql = "SELECT * FROM (" + query + "\n) AS `q` LIMIT 0";
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet none = statement.executeQuery(sql)) {
        List<TableColumn> columns = new ArrayList<>();
        // what JDBC says of a type depends on the connection's properties
        for (Field field : none.getMetaData().unwrap(ResultSetMetaData.class).getFields()) {
          columns.add(
              ColumnType.column(
                  field.getColumnLabel(),
                  type(field),
                  "",
                  !field.isNotNull(),
                  false,
                  tinyAsBoolean));
        }
        return columns;
      }
    }
  }

  /** The type as the catalogue would write it. */
  private static String type(Field field) {
    String sign = field.isUnsigned() ? " unsigned" : "";
    return switch (field.getMysqlTypeId()) {
      case MysqlType.FIELD_TYPE_TINY -> "tinyint(" + field.getLength() + ")" + sign;
      case MysqlType.FIELD_TYPE_SHORT -> "smallint" + sign;
      case MysqlType.FIELD_TYPE_INT24 -> "mediumint" + sign;
      case MysqlType.FIELD_TYPE_LONG -> "int" + sign;
      case MysqlType.FIELD_TYPE_LONGLONG -> "bigint" + sign;
      case MysqlType.FIELD_TYPE_FLOAT -> "float";
      case MysqlType.FIELD_TYPE_DOUBLE -> "double";
      case MysqlType.FIELD_TYPE_DECIMAL, MysqlType.FIELD_TYPE_NEWDECIMAL -> decimal(field) + sign;
      case MysqlType.FIELD_TYPE_DATE -> "date";
      case MysqlType.FIELD_TYPE_DATETIME -> "datetime";
      case MysqlType.FIELD_TYPE_TIMESTAMP -> "timestamp";
      case MysqlType.FIELD_TYPE_TIME -> "time";
      case MysqlType.FIELD_TYPE_YEAR -> "year";
      case MysqlType.FIELD_TYPE_BIT -> "bit(" + field.getLength() + ")";
      case MysqlType.FIELD_TYPE_JSON -> "json";
      case MysqlType.FIELD_TYPE_GEOMETRY -> "geometry";
      case MysqlType.FIELD_TYPE_ENUM -> "enum";
      case MysqlType.FIELD_TYPE_SET -> "set";
      case MysqlType.FIELD_TYPE_TINY_BLOB,
          MysqlType.FIELD_TYPE_BLOB,
          MysqlType.FIELD_TYPE_MEDIUM_BLOB,
          MysqlType.FIELD_TYPE_LONG_BLOB ->
          isBytes(field) ? "longblob" : "longtext";
      case MysqlType.FIELD_TYPE_STRING,
          MysqlType.FIELD_TYPE_VAR_STRING,
          MysqlType.FIELD_TYPE_VARCHAR ->
          characters(field);
      default -> "unknown";
    };
  }

  /** The driver counts digits here, neither sign nor point. */
  private static String decimal(Field field) {
    return "decimal(" + Math.max(1, field.getLength()) + "," + field.getDecimals() + ")";
  }

  private static String characters(Field field) {
    if ((field.getFlags() & ENUM) != 0) {
      return "enum";
    }
    if ((field.getFlags() & SET) != 0) {
      return "set";
    }
    return isBytes(field)
        ? "varbinary(" + field.getLength() + ")"
        : "varchar(" + field.getLength() / BYTES_A_CHARACTER + ")";
  }

  private static boolean isBytes(Field field) {
    return field.getCollationIndex() == BINARY_COLLATION;
  }
}

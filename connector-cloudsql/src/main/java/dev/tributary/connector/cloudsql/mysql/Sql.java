package dev.tributary.connector.cloudsql.mysql;

import dev.tributary.connector.cloudsql.server.Comparison;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.schema.DataType;
import java.util.ArrayList;
import java.util.List;

/** The server's language: names, conditions, and what to ask for to get a column exactly. */
final class Sql {
  private Sql() {}

  static String quote(String identifier) {
    return "`" + identifier.replace("`", "``") + "`";
  }

  /**
   * What to select to read a column: itself, or the server's text of it where its field is of type
   * STRING and its values are not.
   */
  static String value(TableColumn column) {
    ColumnType type = ColumnType.of(column);
    String name = quote(column.name());
    if (!isText(column, type)) {
      return name;
    }
    return switch (type.form()) {
      case TEXT, MEMBER, JSON, BINARY, UUID, ADDRESS -> name;
      case BITS -> asText("CAST(" + name + " AS UNSIGNED)");
      case GEOMETRY -> name;
      default -> asText(name);
    };
  }

  /** The form in which {@link #value} comes. */
  static Form form(TableColumn column) {
    ColumnType type = ColumnType.of(column);
    if (!isText(column, type) || type.form() == Form.GEOMETRY) {
      return type.form();
    }
    return Form.TEXT;
  }

  private static boolean isText(TableColumn column, ColumnType type) {
    return type.form() == Form.UNKNOWN || column.field().type().kind() == DataType.Kind.STRING;
  }

  private static String asText(String expression) {
    return "CAST(" + expression + " AS CHAR CHARACTER SET utf8mb4)";
  }

  /**
   * What to select to get what {@link Literals} takes. Members sort by their number, though they
   * compare as texts with texts; texts in a character set that Unicode does not mirror are compared
   * by their bytes.
   */
  static String position(TableColumn column) {
    ColumnType type = ColumnType.of(column);
    String name = quote(column.name());
    if (type.form() == Form.MEMBER) {
      return "CAST(" + name + " AS UNSIGNED)";
    }
    return type.byBytes() && type.form() == Form.TEXT ? "CAST(" + name + " AS BINARY)" : name;
  }

  /** The form in which {@link #position} comes. */
  static Form positionForm(TableColumn column) {
    ColumnType type = ColumnType.of(column);
    if (type.form() == Form.MEMBER) {
      return Form.UNSIGNED;
    }
    return type.byBytes() && type.form() == Form.TEXT ? Form.BINARY : type.form();
  }

  /**
   * The condition as a range of the first column that holds of all rows, so that an index is used
   * even by those who do not see through an OR, and the exact comparison.
   */
  static String compare(List<TableColumn> columns, Comparison comparison, List<String> bound) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      names.add(quote(columns.get(i).name()));
      values.add(Literals.of(columns.get(i), bound.get(i)));
    }
    String strict = comparison == Comparison.BEFORE ? " < " : " > ";
    String last = comparison == Comparison.FROM ? " >= " : strict;
    int end = columns.size() - 1;
    String condition = names.get(end) + last + values.get(end);
    for (int i = end - 1; i >= 0; i--) {
      String at = names.get(i);
      condition =
          "("
              + at
              + strict
              + values.get(i)
              + " OR ("
              + at
              + " = "
              + values.get(i)
              + " AND "
              + condition
              + "))";
    }
    if (end == 0) {
      return condition;
    }
    String range = comparison == Comparison.BEFORE ? " <= " : " >= ";
    return "(" + names.get(0) + range + values.get(0) + " AND " + condition + ")";
  }

  /** What stands in ORDER BY; empty if there are no columns. */
  static String order(List<TableColumn> columns, String direction) {
    if (columns.isEmpty()) {
      return "";
    }
    List<String> names = new ArrayList<>();
    columns.forEach(column -> names.add(quote(column.name()) + direction));
    return " ORDER BY " + String.join(", ", names);
  }

  static String where(List<String> conditions) {
    return conditions.isEmpty() ? "" : " WHERE (" + String.join(") AND (", conditions) + ")";
  }
}

package dev.tributary.connector.cloudsql.postgres;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.server.TableColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Asks for a few rows as the exact texts of their values. */
final class ExactTexts {
  private ExactTexts() {}

  /**
   * Returns rows without a null in them.
   *
   * @param columns what to ask for
   * @param rest what follows the list of the SELECT
   */
  static List<List<String>> of(Session session, List<TableColumn> columns, String rest)
      throws SQLException {
    List<Long> unknown = new ArrayList<>();
    for (TableColumn column : columns) {
      if (BuiltIn.find(column.code()).isEmpty()) {
        unknown.add(column.code());
      }
    }
    Types types = Types.load(session, unknown);
    List<WireType> wires = columns.stream().map(column -> types.position(column)).toList();
    StringBuilder sql = new StringBuilder("SELECT pg_catalog.record_send(ROW(");
    for (int i = 0; i < wires.size(); i++) {
      sql.append(i == 0 ? "" : ", ");
      sql.append(wires.get(i).select(Sql.name(columns.get(i).name())));
    }
    sql.append("))").append(rest);
    List<List<String>> found = new ArrayList<>();
    try (Statement statement = session.jdbc().createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet rows = statement.executeQuery(sql.toString())) {
        while (rows.next()) {
          List<String> row = texts(wires, rows.getBytes(1));
          if (row.size() == wires.size()) {
            found.add(row);
          }
        }
      }
    }
    return found;
  }

  private static List<String> texts(List<WireType> wires, byte[] record) {
    List<String> texts = new ArrayList<>(wires.size());
    int at = 4;
    for (WireType wire : wires) {
      int length = Bytes.int4(record, at + 4);
      at += 8;
      if (length >= 0) {
        texts.add(Texts.of(wire.code(), record, at, length));
        at += length;
      }
    }
    return texts;
  }
}

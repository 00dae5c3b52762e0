package dev.tributary.connector.cloudsql.postgres;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.server.Selection;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.schema.DataType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Turns a selection into the server's language, after looking at what its columns are now. */
final class Query {
  private final Selection selection;
  private final List<TableColumn> all;
  private final List<WireType> types;
  private final List<Integer> positions;

  private Query(
      Selection selection, List<TableColumn> all, List<WireType> types, List<Integer> positions) {
    this.selection = selection;
    this.all = all;
    this.types = types;
    this.positions = positions;
  }

  /**
   * Prepares to read a selection. The session's transaction holds the tables from here on, so that
   * nobody alters them between this and the end of the read.
   */
  static Query of(Session session, Selection selection, boolean rawText) throws SQLException {
    List<TableColumn> all = new ArrayList<>(selection.columns());
    List<Integer> positions = new ArrayList<>();
    for (TableColumn column : selection.position()) {
      int known = indexOf(selection.columns(), column);
      positions.add(known < 0 ? all.size() : known);
      if (known < 0) {
        all.add(column);
      }
    }
    List<Long> now = typesNow(session, selection.from(), all);
    List<Long> unknown = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (now.get(i) != all.get(i).code()) {
        throw altered(selection, all.get(i));
      }
      if (BuiltIn.find(now.get(i)).isEmpty()) {
        unknown.add(now.get(i));
      }
    }
    Types types = Types.load(session, unknown);
    List<WireType> wires = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      boolean onlyPosition = i >= selection.columns().size();
      WireType wire = wire(types, all.get(i), onlyPosition || positions.contains(i));
      wires.add(rawText ? wire.raw() : wire);
    }
    return new Query(selection, all, wires, positions);
  }

  private static int indexOf(List<TableColumn> columns, TableColumn column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column.name())) {
        return isReadAsItIs(columns.get(i)) ? i : -1;
      }
    }
    return -1;
  }

  /** What is read as JSON, or as text though it is none, is asked for once more as a position. */
  private static boolean isReadAsItIs(TableColumn column) {
    DataType type = column.field().type();
    return !type.isNested()
        && (type.kind() != DataType.Kind.STRING
            || BuiltIn.find(column.code())
                .map(WireType::dataType)
                .filter(type::equals)
                .isPresent());
  }

  private static ConnectorException altered(Selection selection, TableColumn column) {
    return ConnectorException.of(
            ErrorKind.DATA, "the column is no longer of the type " + column.type())
        .place(selection.from() + ", column " + column.name())
        .remedy("Start the extraction again: the table was altered")
        .build();
  }

  /** Returns the numbers of the columns' types, without a row being read. */
  private static List<Long> typesNow(Session session, String from, List<TableColumn> columns)
      throws SQLException {
    StringBuilder sql = new StringBuilder("SELECT ");
    for (int i = 0; i < columns.size(); i++) {
      sql.append(i == 0 ? "" : ", ").append("pg_catalog.pg_typeof(t.c").append(i);
      sql.append(")::pg_catalog.oid::pg_catalog.int8");
    }
    sql.append(columns.isEmpty() ? "1" : "").append(" FROM (SELECT 1) one LEFT JOIN (SELECT ");
    for (int i = 0; i < columns.size(); i++) {
      sql.append(i == 0 ? "" : ", ").append(Sql.name(columns.get(i).name())).append(" AS c");
      sql.append(i);
    }
    sql.append(" FROM ").append(from).append(" LIMIT 0) t ON true");
    List<Long> types = new ArrayList<>();
    try (Statement statement = session.jdbc().createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet row = statement.executeQuery(sql.toString())) {
        row.next();
        for (int i = 0; i < columns.size(); i++) {
          types.add(row.getLong(i + 1));
        }
      }
    }
    return types;
  }

  private static WireType wire(Types types, TableColumn column, boolean position) {
    if (position) {
      return types.position(column);
    }
    WireType natural = types.wire(column);
    boolean asText = column.field().type().kind() == DataType.Kind.STRING;
    return asText && natural.dataType().kind() != DataType.Kind.STRING ? WireType.text() : natural;
  }

  /** Returns the list of a SELECT, without that word. */
  String list() {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < all.size(); i++) {
      list.append(i == 0 ? "" : ", ");
      list.append(types.get(i).select(Sql.name(all.get(i).name())));
    }
    return list.toString();
  }

  /** Returns what follows the list of the SELECT. */
  String rest() {
    StringBuilder rest = new StringBuilder(" FROM ").append(selection.from());
    rest.append(Sql.where(selection.conditions()));
    if (!selection.position().isEmpty() && !isPhysical()) {
      rest.append(" ORDER BY ");
      for (int i = 0; i < selection.position().size(); i++) {
        rest.append(i == 0 ? "" : ", ").append(Sql.name(selection.position().get(i).name()));
      }
    }
    return rest.toString();
  }

  /** Whether rows come as they lie, which is an order that the server keeps without being asked. */
  boolean isPhysical() {
    return selection.position().size() == 1 && selection.position().get(0).code() == BuiltIn.TID;
  }

  Asked asked() {
    return new Asked(
        selection.from(),
        all.stream().map(TableColumn::name).toList(),
        types,
        selection.columns().size(),
        positions,
        isPhysical(),
        selection.onUnfit());
  }
}

package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.option.JoinOptions;
import dev.tributary.connector.cloudsql.option.JoinType;
import dev.tributary.connector.cloudsql.option.ReadOptions;
import dev.tributary.connector.cloudsql.server.Server;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.schema.Field;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes one relation of a table and those that are joined to it. */
final class Joins {
  private final Server server;
  private final Catalogue catalogue;
  private final SqlDialect dialect;

  Joins(Server server, Catalogue catalogue, SqlDialect dialect) {
    this.server = server;
    this.catalogue = catalogue;
    this.dialect = dialect;
  }

  /**
   * Returns the join. It has no key: a row of the table may come several times.
   *
   * @throws ConnectorException of kind NOT_FOUND if a table or column is missing, of kind CONFIG if
   *     two tables go by one name
   */
  Relation join(Session session, String stream, Table table, Options options, Placeholders values)
      throws SQLException {
    Map<String, Table> aliases = new LinkedHashMap<>();
    aliases.put(table.name().name(), table);
    StringBuilder from = new StringBuilder(named(table));
    List<TableColumn> all = new ArrayList<>(table.columns());
    List<String> read = new ArrayList<>(options.get(ReadOptions.COLUMNS));
    if (read.isEmpty()) {
      table.columns().forEach(column -> read.add(column.name()));
    }
    List<String> outputs = new ArrayList<>();
    table.columns().forEach(column -> outputs.add(output(table, column.name(), column.name())));
    Set<String> taken = new HashSet<>(all.stream().map(TableColumn::name).toList());
    for (Options join : options.get(ReadOptions.JOIN)) {
      Table other = catalogue.table(session, join.get(JoinOptions.TABLE));
      if (aliases.put(other.name().name(), other) != null) {
        throw ConnectorException.of(
                ErrorKind.CONFIG, "two tables of the join are called `" + other.name().name() + "`")
            .place(ReadOptions.JOIN.name())
            .remedy("Use `query`, where each can have a name of its own")
            .build();
      }
      from.append(join.get(JoinOptions.TYPE) == JoinType.LEFT ? " LEFT JOIN " : " INNER JOIN ")
          .append(named(other))
          .append(" ON (")
          .append(on(join.get(JoinOptions.ON), table, other, values))
          .append(")");
      for (TableColumn column : joined(join, other)) {
        String name = column.name();
        if (!taken.add(name)) {
          name = other.name().name() + "_" + name;
          taken.add(name);
        }
        outputs.add(output(other, column.name(), name));
        all.add(renamed(column, name, join.get(JoinOptions.TYPE) == JoinType.LEFT));
        read.add(name);
      }
    }
    List<String> where = Relations.conditions(options, dialect, values);
    String text =
        "(SELECT "
            + String.join(", ", outputs)
            + " FROM "
            + from
            + (where.isEmpty() ? "" : " WHERE " + where.get(0))
            + ") AS "
            + server.quote("tributary_join");
    List<TableColumn> columns =
        read.stream()
            .map(name -> Relation.column(ReadOptions.COLUMNS.name(), name, all, stream))
            .toList();
    return new Relation(
        stream, text, columns, all, List.of(), null, List.of(), Unfit.FAIL.policy());
  }

  private List<TableColumn> joined(Options join, Table other) {
    List<String> names = join.get(JoinOptions.COLUMNS);
    return names.isEmpty()
        ? other.columns()
        : names.stream()
            .map(
                name -> Relation.column("join.columns", name, other.columns(), other.name().name()))
            .toList();
  }

  private String on(String written, Table table, Table other, Placeholders values) {
    boolean shared =
        table.columns().stream().anyMatch(column -> column.name().equals(written))
            && other.columns().stream().anyMatch(column -> column.name().equals(written));
    return shared
        ? column(table, written) + " = " + column(other, written)
        : SafeSql.condition("join.on", written, dialect).with(values::literal);
  }

  private String named(Table table) {
    return server.from(table.name()) + " AS " + server.quote(table.name().name());
  }

  private String output(Table table, String column, String name) {
    return column(table, column) + " AS " + server.quote(name);
  }

  private String column(Table table, String column) {
    return server.quote(table.name().name()) + "." + server.quote(column);
  }

  private static TableColumn renamed(TableColumn column, String name, boolean nullable) {
    Field from = column.field();
    Field field = Field.of(name, from.type());
    if (from.sourceType().isPresent()) {
      field = field.sourceType(from.sourceType().get());
    }
    if (!from.isNullable() && !nullable) {
      field = field.required();
    }
    return new TableColumn(field, column.type(), column.code(), column.comparable());
  }
}

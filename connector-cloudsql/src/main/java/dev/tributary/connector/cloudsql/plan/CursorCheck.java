package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.option.ReadOptions;
import dev.tributary.connector.cloudsql.server.Server;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.option.Options;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks at cursors before they are used: whether they are indexed, complete and exact. */
public final class CursorCheck {
  /** So many tables are looked at, because each costs a query. */
  private static final int MOST = 50;

  private final Relations relations;

  /** Makes it. */
  public CursorCheck(Relations relations) {
    this.relations = relations;
  }

  /**
   * Returns what a user should know of the cursors of these streams; nothing if they have none.
   *
   * @throws dev.tributary.connector.error.ConnectorException if a table, column or type will not do
   */
  public List<String> warnings(Session session, List<String> streams, Options options)
      throws SQLException {
    List<String> warnings = new ArrayList<>();
    boolean incremental = !options.get(ReadOptions.FIELD).isEmpty();
    for (String stream : streams.subList(0, Math.min(MOST, streams.size()))) {
      Relation relation = new Describer(relations).describe(session, stream, options);
      if (incremental) {
        Cursor cursor = Cursor.of(relation, options, relations.dialect());
        warnings.addAll(warnings(session, relation, cursor, options));
      }
    }
    return warnings;
  }

  private List<String> warnings(Session session, Relation relation, Cursor cursor, Options options)
      throws SQLException {
    Server server = relations.server();
    List<String> warnings = new ArrayList<>();
    TableColumn first = cursor.columns().get(0);
    String name = relation.stream() + "." + first.name();
    Table table = relation.table();
    if (table != null && !table.indexed().contains(first.name())) {
      warnings.add(name + " is not the first column of an index: each run reads the whole table");
    }
    List<String> nullable =
        cursor.columns().stream()
            .filter(column -> column.field().isNullable())
            .map(TableColumn::name)
            .toList();
    if (!nullable.isEmpty()
        && WindowPlanner.exists(session, relation, WindowPlanner.isNull(server, nullable))) {
      warnings.add(
          name
              + " is null in some rows: on_missing_cursor is "
              + options.get(ReadOptions.ON_MISSING));
    }
    if (cursor.kinds().get(0) == CursorKind.DAY) {
      warnings.add(name + " is a date: what is written today is read tomorrow");
    }
    if (cursor.kinds().get(0) == CursorKind.TIME && !options.isSet(ReadOptions.ZONE)) {
      warnings.add(name + " has no time zone: it is taken for UTC, see incremental_zone");
    }
    return warnings;
  }
}

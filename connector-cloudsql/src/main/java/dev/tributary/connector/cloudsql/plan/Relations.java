package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.option.ReadOptions;
import dev.tributary.connector.cloudsql.server.Server;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.cloudsql.server.TableKind;
import dev.tributary.connector.cloudsql.server.TableName;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Options;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes of a stream's name and the extraction's options what is read. Thread-safe. */
public final class Relations {
  /** What the stream of a query is called if the request does not say. */
  public static final String QUERY = "query";

  private final Server server;
  private final Catalogue catalogue;
  private final SqlDialect dialect;

  /** Makes the relations of one server. */
  public Relations(Server server, Catalogue catalogue, SqlDialect dialect) {
    this.server = server;
    this.catalogue = catalogue;
    this.dialect = dialect;
  }

  /** Returns what the server's catalogue says. */
  Catalogue catalogue() {
    return catalogue;
  }

  /** Returns what is the server's own. */
  public Server server() {
    return server;
  }

  SqlDialect dialect() {
    return dialect;
  }

  /**
   * Returns the streams that the options name.
   *
   * @throws ConnectorException of kind NOT_FOUND if no table fits a pattern, of kind CONFIG if a
   *     pattern is not well formed
   */
  public List<String> streams(Session session, Options options) throws SQLException {
    if (options.isSet(ReadOptions.QUERY)) {
      return List.of(QUERY);
    }
    List<String> tables = options.get(ReadOptions.TABLES);
    if (tables.isEmpty()) {
      return catalogue.tables(session).stream().map(table -> Names.stream(table.name())).toList();
    }
    Set<String> streams = new LinkedHashSet<>();
    for (String table : tables) {
      if (TablePattern.isPattern(table)) {
        streams.addAll(matches(session, table));
      } else {
        streams.add(table);
      }
    }
    return List.copyOf(streams);
  }

  private List<String> matches(Session session, String text) throws SQLException {
    TablePattern pattern;
    try {
      pattern = TablePattern.of(text);
    } catch (IllegalArgumentException wrong) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, "`" + text + "` is no pattern: " + wrong.getMessage())
          .place(ReadOptions.TABLES.name())
          .build();
    }
    List<Table> tables = catalogue.tables(session);
    List<String> matching =
        tables.stream().map(Table::name).filter(pattern::matches).map(Names::stream).toList();
    if (matching.isEmpty()) {
      List<TableName> names = tables.stream().map(Table::name).toList();
      throw ConnectorException.of(ErrorKind.NOT_FOUND, "no table fits `" + text + "`")
          .place(ReadOptions.TABLES.name())
          .remedy(
              names.size()
                  + " tables are visible"
                  + (names.isEmpty() ? "; check the grants" : ", such as " + names.get(0)))
          .build();
    }
    return matching;
  }

  /**
   * Returns what a stream reads.
   *
   * @param values the values of the run that a query uses
   * @throws ConnectorException of kind NOT_FOUND if there is no such table or column, of kind
   *     CONFIG if the options do not fit together
   */
  Relation of(Session session, String stream, Options options, Placeholders values)
      throws SQLException {
    Unfit unfit = Unfit.of(options.get(ReadOptions.SPECIAL_VALUES));
    Relation whole = whole(session, stream, options, values);
    List<String> key = options.get(ReadOptions.PRIMARY_KEY);
    List<TableColumn> ordering =
        key.isEmpty() ? whole.key() : whole.columns(ReadOptions.PRIMARY_KEY.name(), key);
    boolean comparable = ordering.stream().allMatch(TableColumn::comparable);
    List<TableColumn> read =
        (whole.columns().isEmpty() ? whole.all() : whole.columns())
            .stream().map(unfit::read).toList();
    return new Relation(
        stream,
        whole.from(),
        read,
        whole.all(),
        comparable ? ordering : List.of(),
        whole.table(),
        whole.conditions(),
        unfit.policy());
  }

  private Relation whole(Session session, String stream, Options options, Placeholders values)
      throws SQLException {
    if (options.isSet(ReadOptions.QUERY)) {
      return query(session, stream, options, values);
    }
    Table table = catalogue.table(session, stream);
    if (table.columns().isEmpty()) {
      throw ConnectorException.of(ErrorKind.PERMISSION, "the table may not be read")
          .remedy("Grant SELECT on " + table.name())
          .build();
    }
    List<Options> joins = options.get(ReadOptions.JOIN);
    if (!joins.isEmpty()) {
      return new Joins(server, catalogue, dialect).join(session, stream, table, options, values);
    }
    List<TableColumn> columns = new ArrayList<>();
    for (String name : options.get(ReadOptions.COLUMNS)) {
      columns.add(
          Relation.column(ReadOptions.COLUMNS.name(), name, table.columns(), table.name().name()));
    }
    return new Relation(
        stream,
        server.from(table.name()),
        columns,
        table.columns(),
        table.key(),
        table,
        conditions(options, dialect, values),
        Unfit.FAIL.policy());
  }

  private Relation query(Session session, String stream, Options options, Placeholders values)
      throws SQLException {
    if (options.isSet(ReadOptions.TABLES) || options.isSet(ReadOptions.JOIN)) {
      throw ConnectorException.of(ErrorKind.CONFIG, "`query` takes no `tables` and no `join`")
          .remedy("Write them into the query")
          .build();
    }
    SafeSql query =
        SafeSql.query(ReadOptions.QUERY.name(), options.get(ReadOptions.QUERY), dialect);
    String text = query.with(values::literal);
    List<TableColumn> all = server.describe(session, text);
    List<TableColumn> columns = new ArrayList<>();
    for (String name : options.get(ReadOptions.COLUMNS)) {
      columns.add(Relation.column(ReadOptions.COLUMNS.name(), name, all, stream));
    }
    String from = "(" + text + ") AS " + server.quote("tributary_query");
    return new Relation(
        stream,
        from,
        columns,
        all,
        List.of(),
        null,
        conditions(options, dialect, values),
        Unfit.FAIL.policy());
  }

  /** Returns the table that a piece of a stream reads. */
  Table table(Session session, String stream, Piece piece) throws SQLException {
    Table table = catalogue.table(session, stream);
    TableName part = piece.part().orElse(null);
    if (part == null) {
      return table;
    }
    return new Table(
        part, TableKind.TABLE, table.columns(), table.key(), table.indexed(), -1, -1, 0);
  }

  static List<String> conditions(Options options, SqlDialect dialect, Placeholders values) {
    return options
        .find(ReadOptions.WHERE)
        .map(where -> SafeSql.condition(ReadOptions.WHERE.name(), where, dialect))
        .map(where -> List.of("(" + where.with(values::literal) + ")"))
        .orElse(List.of());
  }
}

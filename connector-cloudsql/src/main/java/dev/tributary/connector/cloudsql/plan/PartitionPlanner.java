package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.option.ReadOptions;
import dev.tributary.connector.cloudsql.server.Server;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.read.ExtractionOptions;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plans a read by partitions: each is a split and a key of the state. One that is known is read
 * again if it was restated, which its count of rows and the highest value of {@code
 * incremental_field} tell.
 */
final class PartitionPlanner {
  private static final String ROWS = "rows";
  private static final String HIGHEST = "highest";

  private final Server server;
  private final PlanRequest request;

  PartitionPlanner(Server server, PlanRequest request) {
    this.server = server;
    this.request = request;
  }

  /** What a partition holds now. */
  private record Found(Piece piece, long rows, @Nullable String highest) {
    Found plus(long more, @Nullable String other) {
      boolean later = other != null && (highest == null || other.compareTo(highest) > 0);
      return new Found(piece, rows + more, later ? other : highest);
    }

    Position value() {
      Position value = Position.of(ROWS, rows);
      return highest == null ? value : value.with(HIGHEST, highest);
    }
  }

  StreamPlan plan(Session session, Relation relation) throws SQLException {
    Optional<String> field = request.find(ReadOptions.PARTITION_FIELD);
    Map<String, Found> found =
        field.isPresent()
            ? byValue(session, relation, relation.column("partition_field", field.get()))
            : byPartition(session, relation);
    List<Split> splits = new ArrayList<>();
    for (Map.Entry<String, Found> partition : found.entrySet()) {
      String key = partition.getKey();
      Position value = partition.getValue().value();
      boolean known =
          request.state(relation.stream()).keys().find(key).filter(value::equals).isPresent();
      if (!known || request.request().window().isPresent()) {
        splits.add(
            Split.of(relation.stream() + "@" + key, relation.stream())
                .bounds(partition.getValue().piece().bounds())
                .estimate(partition.getValue().rows())
                .commits(key, value));
      }
    }
    return new StreamPlan(splits, Optional.empty());
  }

  private Map<String, Found> byPartition(Session session, Relation relation) throws SQLException {
    Table table = relation.table();
    List<Table> partitions = table == null ? List.of() : server.partitions(session, table);
    if (partitions.isEmpty()) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, "`" + relation.stream() + "` is no partitioned table")
          .remedy("Set `partition_field`, or use another `extraction_method`")
          .build();
    }
    Map<String, Found> found = new LinkedHashMap<>();
    for (Table part : partitions) {
      String name = part.name().partition() == null ? part.name().name() : part.name().partition();
      Piece piece = piece(relation).part(part.name());
      Found empty = new Found(piece, 0, null);
      found.put(name, count(session, relation, server.from(part.name()), empty));
    }
    return found;
  }

  private Found count(Session session, Relation relation, String from, Found partition)
      throws SQLException {
    String sql = "SELECT count(*)" + highest() + " FROM " + from + where(relation.conditions());
    try (Statement statement = session.jdbc().createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return partition.plus(row.getLong(1), highest().isEmpty() ? null : row.getString(2));
    }
  }

  /** Groups rows by the column's value or, of dates and times, by the period that it is in. */
  private Map<String, Found> byValue(Session session, Relation relation, TableColumn column)
      throws SQLException {
    DataType.Kind kind = column.field().type().kind();
    boolean dated =
        kind == DataType.Kind.DATE
            || kind == DataType.Kind.TIMESTAMP
            || kind == DataType.Kind.TIMESTAMP_TZ;
    Period period = dated ? Period.of(request.get(ReadOptions.PARTITION_FORMAT)) : null;
    String quoted = server.quote(column.name());
    String group = dated ? "CAST(" + quoted + " AS DATE)" : quoted;
    String sql =
        "SELECT "
            + group
            + ", count(*)"
            + highest()
            + " FROM "
            + relation.from()
            + where(relation.conditions())
            + " GROUP BY 1 ORDER BY 1";
    Map<String, Found> found = new LinkedHashMap<>();
    try (Statement statement = session.jdbc().createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        String value = row.getString(1);
        if (value == null) {
          throw ConnectorException.of(
                  ErrorKind.DATA, "there are rows that are in no partition: they have no " + quoted)
              .place(ReadOptions.PARTITION_FIELD.name())
              .remedy("Leave them out by `where`, or use another column")
              .build();
        }
        String key = period == null ? value : period.name(value);
        if (isAsked(period, value)) {
          Found partition = found.get(key);
          if (partition == null) {
            partition = new Found(piece(relation, column, period, value), 0, null);
          }
          found.put(
              key, partition.plus(row.getLong(2), highest().isEmpty() ? null : row.getString(3)));
        }
      }
    }
    return found;
  }

  private boolean isAsked(@Nullable Period period, String value) {
    if (period == null) {
      return true;
    }
    LocalDate day = LocalDate.parse(value);
    Optional<ExtractionRequest.Window> window = request.request().window();
    if (window.isPresent()) {
      return !day.isBefore(day(window.get().from())) && day.isBefore(day(window.get().until()));
    }
    return request
        .find(ExtractionOptions.START_DATE)
        .map(start -> !period.start(day).isBefore(period.start(day(start))))
        .orElse(true);
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text.strip().substring(0, Math.min(10, text.strip().length())));
  }

  private Piece piece(Relation relation) {
    return relation.key().isEmpty()
        ? Piece.of(Order.NONE, List.of())
        : Piece.of(Order.KEY, relation.key().stream().map(TableColumn::name).toList());
  }

  private Piece piece(
      Relation relation, TableColumn column, @Nullable Period period, String value) {
    List<String> cursor = List.of(column.name());
    if (period == null) {
      return piece(relation).equal(cursor, List.of(value));
    }
    LocalDate start = period.start(LocalDate.parse(value));
    return piece(relation)
        .window(
            cursor, new Window(List.of(start.toString()), List.of(period.after(start).toString())));
  }

  private String highest() {
    List<String> fields = request.get(ReadOptions.FIELD);
    return fields.isEmpty() ? "" : ", CAST(max(" + server.quote(fields.get(0)) + ") AS CHAR(60))";
  }

  private static String where(List<String> conditions) {
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }
}

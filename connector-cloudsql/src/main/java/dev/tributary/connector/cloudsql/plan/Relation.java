package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.server.OnUnfit;
import dev.tributary.connector.cloudsql.server.Selection;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.schema.StreamSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a stream reads: a table, a join or a query.
 *
 * @param stream the stream
 * @param from what stands after FROM
 * @param columns the columns to read
 * @param all the columns that conditions may use
 * @param key the columns that tell rows apart and order them; empty if there are none
 * @param table the table, if it is one and nothing is joined to it
 * @param conditions what rows must meet
 * @param onUnfit what becomes of values that do not fit
 */
record Relation(
    String stream,
    String from,
    List<TableColumn> columns,
    List<TableColumn> all,
    List<TableColumn> key,
    @Nullable Table table,
    List<String> conditions,
    OnUnfit onUnfit) {

  /** Returns the schema of the columns that are read. */
  StreamSchema schema() {
    StreamSchema schema = StreamSchema.of(columns.stream().map(TableColumn::field).toList());
    Set<String> names = new HashSet<>(columns.stream().map(TableColumn::name).toList());
    List<String> keys = key.stream().map(TableColumn::name).toList();
    return !keys.isEmpty() && names.containsAll(keys)
        ? schema.key(keys.toArray(String[]::new))
        : schema;
  }

  /**
   * Returns a column.
   *
   * @param option the option that names it
   * @throws ConnectorException of kind NOT_FOUND, with what was maybe meant, if there is none
   */
  TableColumn column(String option, String name) {
    return column(option, name, all, stream);
  }

  static TableColumn column(
      String option, String name, List<TableColumn> columns, String relation) {
    for (TableColumn column : columns) {
      if (column.name().equals(name)) {
        return column;
      }
    }
    List<String> names = columns.stream().map(TableColumn::name).toList();
    throw ConnectorException.of(
            ErrorKind.NOT_FOUND, "`" + relation + "` has no column `" + name + "` to read")
        .place(option)
        .remedy(
            Names.suggestion(name, names)
                .orElse(
                    "Use one of "
                        + String.join(", ", names.subList(0, Math.min(20, names.size())))))
        .build();
  }

  /** Returns these columns by name. */
  List<TableColumn> columns(String option, List<String> names) {
    List<TableColumn> found = new ArrayList<>();
    names.forEach(name -> found.add(column(option, name)));
    return found;
  }

  /** Returns a copy that reads a part of the table that is a table itself. */
  Relation part(String partFrom, Table part) {
    return new Relation(stream, partFrom, columns, all, key, part, conditions, onUnfit);
  }

  /** Returns a copy whose rows meet more conditions. */
  Relation where(List<String> more) {
    List<String> both = new ArrayList<>(conditions);
    both.addAll(more);
    return new Relation(stream, from, columns, all, key, table, List.copyOf(both), onUnfit);
  }

  /** Returns the selection of all its rows, ordered by these columns. */
  Selection selection(List<TableColumn> order) {
    return new Selection(from, columns, conditions, order, onUnfit);
  }
}

package dev.tributary.connector.cloudsql.mysql;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchLimits;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.cloudsql.server.OnUnfit;
import dev.tributary.connector.cloudsql.server.RowStream;
import dev.tributary.connector.cloudsql.server.Selection;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.schema.StreamSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads selections as tests want to see them. */
final class Reads {
  static final MySqlServer SERVER = new MySqlServer(true);

  private Reads() {}

  static BatchBuilder builder(List<TableColumn> columns, int rows) {
    StreamSchema schema = StreamSchema.of(columns.stream().map(TableColumn::field).toList());
    return BatchBuilder.of(BatchTarget.standalone("t", schema, BatchLimits.defaults().rows(rows)));
  }

  static Table table(TestSession session, String name) throws SQLException {
    return SERVER.table(session, name).orElseThrow();
  }

  static TableColumn column(TestSession session, String table, String name) throws SQLException {
    return table(session, table).columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static RecordBatch all(TestSession session, String table, OnUnfit onUnfit) throws SQLException {
    Table read = table(session, table);
    return all(
        session,
        new Selection(SERVER.from(read.name()), read.columns(), List.of(), read.key(), onUnfit));
  }

  static RecordBatch all(TestSession session, Selection selection) throws SQLException {
    BatchBuilder rows = builder(selection.columns(), 1_000_000);
    try (RowStream stream = SERVER.open(session, selection)) {
      while (stream.read(rows)) {
        // until it is at its end
      }
    }
    return rows.build();
  }

  /** The texts of one column of all rows. */
  static List<String> texts(RecordBatch batch, String column) {
    List<String> texts = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      texts.add(batch.column(column).getString(row));
    }
    return texts;
  }
}

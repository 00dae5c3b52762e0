package dev.tributary.connector.cloudsql.postgres;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchLimits;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.server.OnUnfit;
import dev.tributary.connector.cloudsql.server.RowStream;
import dev.tributary.connector.cloudsql.server.Selection;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads selections to their end. */
final class Reads {
  private Reads() {}

  static Selection of(PostgresServer server, Table table) {
    return new Selection(
        server.from(table.name()), table.columns(), List.of(), List.of(), OnUnfit.FAIL);
  }

  static BatchBuilder builder(List<TableColumn> columns, BatchLimits limits) {
    Field[] fields = columns.stream().map(TableColumn::field).toArray(Field[]::new);
    return BatchBuilder.of(BatchTarget.standalone("t", StreamSchema.of(fields), limits));
  }

  static BatchBuilder builder(List<TableColumn> columns) {
    return builder(columns, BatchLimits.defaults());
  }

  static List<RecordBatch> batches(
      PostgresServer server, Session session, Selection selection, int rowsEach)
      throws SQLException {
    BatchBuilder builder = builder(selection.columns(), BatchLimits.defaults().rows(rowsEach));
    List<RecordBatch> batches = new ArrayList<>();
    try (RowStream rows = server.open(session, selection)) {
      while (rows.read(builder)) {
        batches.add(builder.build());
      }
      batches.add(builder.build());
    }
    return batches;
  }

  static RecordBatch all(PostgresServer server, Session session, Selection selection)
      throws SQLException {
    return batches(server, session, selection, 1_000_000).get(0);
  }
}

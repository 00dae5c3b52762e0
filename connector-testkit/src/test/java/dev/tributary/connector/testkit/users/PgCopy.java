package dev.tributary.connector.testkit.users;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.read.Completion;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import java.io.DataInputStream;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** COPY BINARY by page ranges, whose workers share one exported snapshot that the plan holds. */
final class PgCopy extends BaseConnector {
  private static final long PAGES = 16_384;

  /** What a driver offers. */
  interface Database {
    Connection connect() throws SQLException;

    InputStream copy(Connection connection, String sql) throws SQLException;
  }

  private final Database database;

  PgCopy(Database database) {
    this.database = database;
  }

  @Override
  protected StreamSchema describe(String stream) {
    return StreamSchema.of(Field.int64("id").required());
  }

  @Override
  protected ErrorKind classify(Exception failure) {
    if (!(failure instanceof SQLException sql) || sql.getSQLState() == null) {
      return super.classify(failure);
    }
    if (sql.getSQLState().equals("22023")) {
      return ErrorKind.PLAN_LOST; // SET TRANSACTION SNAPSHOT: invalid
    }
    return sql.getSQLState().startsWith("08") ? ErrorKind.TRANSIENT : ErrorKind.INTERNAL;
  }

  @Override
  protected SplitPlan planSplits(PlanRequest request) throws Exception {
    Connection holder = database.connect();
    request.onCancel(() -> holder.abort(Runnable::run));
    holder.setAutoCommit(false);
    String snapshot = one(holder, "select pg_export_snapshot()");
    // An interrupted plan came back: its snapshot died with its process or its connection.
    Set<String> again =
        request.interrupted().map(PlanRequest.Interrupted::unfinished).orElse(Set.of());
    List<String> streams = new ArrayList<>(request.streams());
    if (request.interrupted().isPresent()) {
      streams.retainAll(again);
    }
    Iterator<String> tables = streams.iterator();
    return new SplitPlan() {
      @Override
      public List<Split> next() throws SQLException {
        if (!tables.hasNext()) {
          return null;
        }
        String table = tables.next();
        long pages = Long.parseLong(one(holder, "select relpages from pg_class …" + table));
        List<Split> splits = new ArrayList<>();
        for (long page = 0; page <= pages; page += PAGES) {
          boolean last = page + PAGES > pages;
          splits.add(
              Split.of(table + "@" + page, table)
                  .bounds(
                      Position.of("snapshot", snapshot)
                          .with("from", page)
                          .with("to", last ? Long.MAX_VALUE : page + PAGES)));
        }
        return splits;
      }

      @Override
      public boolean isExhausted() {
        return !tables.hasNext();
      }

      @Override
      public Position position() {
        return Position.of("snapshot", snapshot);
      }

      @Override
      public Set<String> restarted() {
        return again;
      }

      @Override
      public void idle() throws SQLException {
        one(holder, "select 1"); // idle_in_transaction_session_timeout
      }

      @Override
      public void close() throws SQLException {
        holder.close();
      }
    };
  }

  @Override
  protected SplitReader openSplit(ReadTask task, ReadContext context) throws Exception {
    Connection connection = database.connect();
    context.onCancel(() -> connection.abort(Runnable::run)); // sockets ignore interruption
    Position bounds = task.split().bounds();
    one(connection, "set transaction snapshot '" + bounds.get("snapshot") + "'");
    long from = task.resumeFrom().map(at -> at.getLong("page")).orElse(bounds.getLong("from"));
    String sql = "copy (select … where ctid >= '(" + from + ",0)') to stdout binary";
    DataInputStream copy = new DataInputStream(database.copy(connection, sql));
    BatchBuilder rows = context.batch();
    return new SplitReader() {
      private long page = from;
      private boolean ended;

      @Override
      public RecordBatch readBatch() throws Exception {
        if (ended) {
          return null;
        }
        while (true) {
          long next = copy.readLong();
          if (next < 0) {
            ended = true;
            return rows.build(Position.of("page", bounds.getLong("to")));
          }
          if (next > page && rows.isFull()) {
            RecordBatch full = rows.build(Position.of("page", next));
            page = next;
            rows.add().set(0, copy.readLong());
            return full;
          }
          page = next;
          rows.add().set(0, copy.readLong());
        }
      }

      @Override
      public Completion completion() {
        return Completion.exhausted();
      }

      @Override
      public void close() throws SQLException {
        connection.close();
      }
    };
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}

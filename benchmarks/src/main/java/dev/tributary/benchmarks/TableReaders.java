package dev.tributary.benchmarks;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchLimits;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.postgres.PostgresServer;
import dev.tributary.connector.cloudsql.server.Comparison;
import dev.tributary.connector.cloudsql.server.OnUnfit;
import dev.tributary.connector.cloudsql.server.RowStream;
import dev.tributary.connector.cloudsql.server.Selection;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Ways to read a table; each returns the sum of its ids, as a sign that it read all of it. */
final class TableReaders {
  /** How many rows the others are sent at once. */
  static final int FETCH = 10_000;

  private final BenchDatabase database;
  private final String table;
  private final long sumOfIds;
  private final long rows;

  /** The last batch of the JDBC loops, which nobody reads. */
  @SuppressWarnings("UnusedVariable")
  private @Nullable Object @Nullable [][] kept;

  TableReaders(BenchDatabase database, String table, long rows) {
    this.database = database;
    this.table = table;
    this.rows = rows;
    this.sumOfIds = rows * (rows + 1) / 2;
  }

  /** A connection that is lent to the connector's reader. */
  private record Lent(Connection jdbc) implements Session {
    @Override
    public void abort() {
      close();
    }

    @Override
    public void close() {
      try {
        jdbc.close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Takes what COPY sends and does nothing with it. */
  long drain() throws SQLException {
    try (Connection connection = database.connect("")) {
      CopyOut copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut("COPY (SELECT * FROM " + table + ") TO STDOUT (FORMAT BINARY)");
      long messages = 0;
      while (copy.readFromCopy() != null) {
        messages++;
      }
      // the last message ends the copy
      return messages == rows + 1 ? sumOfIds : messages;
    }
  }

  /** Reads into columns by one reader. */
  long columns() throws SQLException {
    try (Session session = new Lent(database.connect(""))) {
      PostgresServer server = PostgresServer.of(session);
      Table found = server.table(session, table).orElseThrow();
      return read(session, server, found, List.of(), List.of());
    }
  }

  /** Reads into columns by several readers, each of its own range of pages. */
  long ranges(int readers) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(readers);
    try (Session planner = new Lent(database.connect(""))) {
      PostgresServer server = PostgresServer.of(planner);
      Table found = server.table(planner, table).orElseThrow();
      TableColumn place = server.physical().orElseThrow();
      List<Future<Long>> sums = new ArrayList<>();
      for (int i = 0; i < readers; i++) {
        List<String> conditions = new ArrayList<>();
        if (i > 0) {
          String from = "(" + found.pages() * i / readers + ",0)";
          conditions.add(server.compare(List.of(place), Comparison.FROM, List.of(from)));
        }
        if (i < readers - 1) {
          String to = "(" + found.pages() * (i + 1) / readers + ",0)";
          conditions.add(server.compare(List.of(place), Comparison.BEFORE, List.of(to)));
        }
        sums.add(threads.submit(() -> range(server, found, conditions, place)));
      }
      long sum = 0;
      for (Future<Long> part : sums) {
        sum += part.get();
      }
      return sum;
    } finally {
      threads.shutdownNow();
    }
  }

  private long range(PostgresServer server, Table found, List<String> conditions, TableColumn place)
      throws SQLException {
    try (Session session = new Lent(database.connect(""))) {
      return read(session, server, found, conditions, List.of(place));
    }
  }

  private static long read(
      Session session,
      PostgresServer server,
      Table table,
      List<String> conditions,
      List<TableColumn> position)
      throws SQLException {
    Field[] fields = table.columns().stream().map(TableColumn::field).toArray(Field[]::new);
    BatchTarget target =
        BatchTarget.standalone(
            table.name().name(), StreamSchema.of(fields), BatchLimits.defaults());
    BatchBuilder builder = BatchBuilder.of(target);
    Selection selection =
        new Selection(
            server.from(table.name()), table.columns(), conditions, position, OnUnfit.FAIL);
    long sum = 0;
    try (RowStream stream = server.open(session, selection)) {
      boolean more = true;
      while (more) {
        more = stream.read(builder);
        sum += sum(builder.build());
      }
    }
    return sum;
  }

  static long sum(RecordBatch batch) {
    Column ids = batch.column(0);
    return IntStream.range(0, batch.size()).mapToLong(ids::getLong).sum();
  }

  /**
   * Reads with the driver's typed getters, and keeps the values as rows of objects until 10,000 are
   * together, as somebody does who hands batches on.
   *
   * @param arguments of the URL: {@code prepareThreshold=-1} has everything sent in binary form
   *     that the driver knows in it
   */
  long jdbc(String arguments) throws SQLException {
    try (Connection connection = database.connect(arguments);
        PreparedStatement statement = connection.prepareStatement("SELECT * FROM " + table)) {
      statement.setFetchSize(FETCH);
      return rows(statement);
    }
  }

  /** The same without a fetch size: by its default the driver fetches the whole result first. */
  long jdbcUnfetched(String arguments) throws SQLException {
    try (Connection connection = database.connect(arguments);
        PreparedStatement statement = connection.prepareStatement("SELECT * FROM " + table)) {
      connection.rollback();
      connection.setAutoCommit(true);
      return rows(statement);
    }
  }

  /** Reads with Spring Batch. */
  long springBatch() throws Exception {
    return SpringBatchReader.read(database.url(), table, FETCH);
  }

  private long rows(PreparedStatement statement) throws SQLException {
    long sum = 0;
    try (ResultSet result = statement.executeQuery()) {
      @Nullable Object[][] batch = new @Nullable Object[FETCH][];
      int size = 0;
      while (result.next()) {
        batch[size++] = row(result);
        if (size == FETCH) {
          sum += sum(batch, size);
          batch = new Object[FETCH][];
          size = 0;
        }
      }
      sum += sum(batch, size);
    }
    return sum;
  }

  /** Reads every column by its getter. */
  private static @Nullable Object[] row(ResultSet row) throws SQLException {
    return new @Nullable Object[] {
      row.getLong(1),
      row.getInt(2),
      row.getDouble(3),
      row.getBigDecimal(4),
      row.getString(5),
      row.getString(6),
      row.getBoolean(7),
      row.getObject(8, LocalDate.class),
      row.getObject(9, LocalDateTime.class),
      row.getObject(10, OffsetDateTime.class),
      row.getObject(11, UUID.class),
      row.getString(12)
    };
  }

  /** Lets every value escape, so that none is read for nothing. */
  private long sum(@Nullable Object[][] batch, int size) {
    kept = batch;
    long sum = 0;
    for (int i = 0; i < size; i++) {
      sum += (Long) batch[i][0];
    }
    return sum;
  }
}

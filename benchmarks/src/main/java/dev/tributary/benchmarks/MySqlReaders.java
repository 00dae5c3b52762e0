package dev.tributary.benchmarks;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.mysql.MySqlServer;
import dev.tributary.connector.cloudsql.server.OnUnfit;
import dev.tributary.connector.cloudsql.server.RowStream;
import dev.tributary.connector.cloudsql.server.Selection;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.schema.StreamSchema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;

/** Ways to read the same table; each returns how many rows it read. */
final class MySqlReaders implements AutoCloseable {
  private static final String TABLE = "tributary_mixed";

  private final Connection text;
  private final Connection prepared;
  private final MySqlServer server = new MySqlServer(true);

  /** Keeps the loops' values alive. */
  private long sum;

  MySqlReaders(String url) throws SQLException {
    String utc =
        url
            + (url.indexOf('?') < 0 ? "?" : "&")
            + "connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true"
            + "&characterSetResults=UTF-8";
    text = DriverManager.getConnection(utc);
    prepared = DriverManager.getConnection(utc + "&useServerPrepStmts=true");
  }

  String version() throws SQLException {
    return server.version(session());
  }

  /** Makes the table, if it is not there with so many rows. */
  void prepare(int rows) throws SQLException {
    try (Statement statement = text.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS "
              + TABLE
              + " (id bigint NOT NULL PRIMARY KEY, n int, d double, amount decimal(12,2),"
              + " name varchar(60), note varchar(200), flag tinyint(1), day date, at datetime(6),"
              + " ts timestamp(6) NULL, uid char(36) CHARACTER SET ascii, doc json)"
              + " CHARACTER SET utf8mb4");
      try (ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM " + TABLE)) {
        count.next();
        if (count.getInt(1) == rows) {
          return;
        }
      }
      statement.execute("TRUNCATE TABLE " + TABLE);
      for (int from = 0; from < rows; from += 100_000) {
        statement.execute(
            "INSERT INTO "
                + TABLE
                + " SELECT i + 1, i * 7919 % 2000000 - 1000000, SIN(i) * 1000, i % 1000000 / 7,"
                + " CONCAT('customer ', MD5(i)),"
                + " CONCAT('note nr ', i, ' für ', i % 977, ' ', REPEAT('x', i % 60)), i % 2,"
                + " '2001-01-01' + INTERVAL i % 8000 DAY,"
                + " TIMESTAMP'2010-01-01 00:00:00' + INTERVAL i * 137 SECOND"
                + " + INTERVAL i % 977 MICROSECOND,"
                + " TIMESTAMP'2012-01-01 00:00:00' + INTERVAL i * 91 SECOND"
                + " + INTERVAL i % 131 MICROSECOND,"
                + " INSERT(INSERT(INSERT(INSERT(MD5(i), 21, 0, '-'), 17, 0, '-'), 13, 0, '-'), 9,"
                + " 0, '-'), JSON_OBJECT('id', i, 'tags', JSON_ARRAY('a', 'b'))"
                + " FROM (SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d + "
                + from
                + " AS i FROM "
                + digits("a")
                + ", "
                + digits("b")
                + ", "
                + digits("c")
                + ", "
                + digits("e")
                + ", "
                + digits("f")
                + ") AS numbers WHERE i < "
                + rows);
      }
      statement.execute("ANALYZE TABLE " + TABLE);
    }
  }

  private static String digits(String alias) {
    return "(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL"
        + " SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8"
        + " UNION ALL SELECT 9) AS "
        + alias;
  }

  private PreparedStatement statement(boolean atServer) throws SQLException {
    Connection connection = atServer ? prepared : text;
    PreparedStatement statement = connection.prepareStatement("SELECT * FROM " + TABLE);
    statement.setFetchSize(Integer.MIN_VALUE);
    return statement;
  }

  /** Streams the rows and looks at none. */
  long fetch(boolean atServer) throws SQLException {
    try (PreparedStatement statement = statement(atServer);
        ResultSet rows = statement.executeQuery()) {
      long count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    }
  }

  /** Streams the rows and makes an object of each value, as most programs do. */
  long objects(boolean atServer) throws SQLException {
    try (PreparedStatement statement = statement(atServer);
        ResultSet rows = statement.executeQuery()) {
      long count = 0;
      while (rows.next()) {
        count++;
        sum += rows.getLong(1) + rows.getInt(2) + (long) rows.getDouble(3);
        sum += rows.getBigDecimal(4).scale();
        sum += rows.getString(5).length() + rows.getString(6).length();
        sum += rows.getBoolean(7) ? 1 : 0;
        sum += rows.getObject(8, LocalDate.class).getYear();
        sum += rows.getObject(9, LocalDateTime.class).getYear();
        sum += rows.getObject(10, LocalDateTime.class).getYear();
        sum += UUID.fromString(rows.getString(11)).getMostSignificantBits();
        sum += rows.getString(12).length();
      }
      return count;
    }
  }

  /** Streams the rows into columns. */
  long columns() throws SQLException {
    Session session = session();
    Table table = server.table(session, TABLE).orElseThrow();
    Selection selection =
        new Selection(
            server.from(table.name()), table.columns(), List.of(), List.of(), OnUnfit.FAIL);
    StreamSchema schema =
        StreamSchema.of(table.columns().stream().map(TableColumn::field).toList());
    BatchBuilder rows = BatchBuilder.of(BatchTarget.standalone(TABLE, schema));
    long count = 0;
    try (RowStream stream = server.open(session, selection)) {
      boolean more = true;
      while (more) {
        more = stream.read(rows);
        RecordBatch batch = rows.build();
        count += batch.size();
        sum += batch.size() == 0 ? 0 : batch.column(0).getLong(0);
      }
    }
    return count;
  }

  /** A session on the connection with the driver's default settings, as the reader takes any. */
  private Session session() {
    return new Session() {
      @Override
      public Connection jdbc() {
        return text;
      }

      @Override
      public void abort() {
        throw new IllegalStateException("every read goes to its end");
      }

      @Override
      public void close() {
        // the readers close it
      }
    };
  }

  @Override
  public void close() throws SQLException {
    text.close();
    prepared.close();
    if (sum == 0) {
      throw new SQLException("nothing was read");
    }
  }
}

package dev.tributary.connector.cloudsql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/**
 * A table that is written to all the time: money goes from row to row, so that rows move and the
 * sum is the same at every moment; others come and go in pairs whose sum is nothing.
 */
final class Bank implements AutoCloseable {
  static final int ROWS = 4_000;
  static final long SUM = ROWS * 100L;

  private final Db db;
  private final Thread writer;
  private volatile boolean over;

  private Bank(Db db) {
    this.db = db;
    this.writer = new Thread(this::write, "writer");
  }

  /** Makes the table and begins to write to it. */
  static Bank open(Db db) {
    db.run(
        "CREATE TABLE t (id bigint PRIMARY KEY, v bigint NOT NULL, pad text)",
        "INSERT INTO t SELECT i, 100, repeat('x', 100) FROM generate_series(1, " + ROWS + ") i",
        "ANALYZE t");
    Bank bank = new Bank(db);
    bank.writer.start();
    return bank;
  }

  private void write() {
    Random random = new Random(1);
    try (Connection connection = db.server.connect(db.name);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (long more = ROWS + 1L; !over; more += 2) {
        long amount = random.nextInt(50);
        statement.addBatch("UPDATE t SET v = v - " + amount + " WHERE id = " + row(random));
        statement.addBatch("UPDATE t SET v = v + " + amount + " WHERE id = " + row(random));
        statement.addBatch("INSERT INTO t VALUES (" + more + ", 7), (" + (more + 1) + ", -7)");
        statement.addBatch(
            "DELETE FROM t WHERE id BETWEEN "
                + (more - 200)
                + " AND "
                + (more - 199)
                + " AND id > "
                + ROWS);
        statement.executeBatch();
        connection.commit();
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static long row(Random random) {
    return 1 + random.nextInt(ROWS);
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    writer.join();
    db.run("DROP TABLE t");
  }
}

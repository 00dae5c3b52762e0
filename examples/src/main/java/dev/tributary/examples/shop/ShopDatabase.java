package dev.tributary.examples.shop;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The database of a larger shop: a PostgreSQL of its own, in a temporary directory, with a table
 * {@code orders}.
 */
public final class ShopDatabase implements AutoCloseable {
  /** What the database asks for; it listens on the loopback address only. */
  public static final String PASSWORD = "postgres";

  private static final String ORDER =
      " i, '#' || 1000 + i,"
          + " (ARRAY['amélie','björn','chen','dora','emeka','fatima','gül'])[1 + i % 7]"
          + " || i || '@example.com',"
          + " (ARRAY['paid','packed','shipped','delivered','returned'])[1 + i % 5],"
          + " (ARRAY['EUR','USD','GBP','CHF'])[1 + i % 4],"
          + " (i * 7919 % 100000)::numeric / 100, 1 + (i % 9)::int, i % 11 = 0,";

  private final EmbeddedPostgres server;

  private ShopDatabase(EmbeddedPostgres server) {
    this.server = server;
  }

  /**
   * How many orders there are, and the sum of the first eight bytes of each one's MD5, modulo 2⁶⁴.
   *
   * @param rows how many
   * @param checksum the sum
   */
  public record Sum(long rows, long checksum) {}

  /** Starts the server and fills the table. */
  public static ShopDatabase open(int orders) throws IOException, SQLException {
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setLocaleConfig("locale", "C.UTF-8")
            .setServerConfig("fsync", "off")
            .setServerConfig("max_wal_size", "2GB")
            .start();
    ShopDatabase shop = new ShopDatabase(server);
    boolean filled = false;
    try {
      shop.fill(orders);
      filled = true;
      return shop;
    } finally {
      if (!filled) {
        shop.close();
      }
    }
  }

  private void fill(int orders) throws SQLException {
    run(
        "CREATE TABLE orders (id bigint, number text NOT NULL, email text NOT NULL,"
            + " status text NOT NULL, currency text NOT NULL, total numeric(12,2) NOT NULL,"
            + " items int NOT NULL, gift boolean NOT NULL, placed_at timestamptz NOT NULL,"
            + " updated_at timestamptz NOT NULL, shipping jsonb NOT NULL)",
        "INSERT INTO orders SELECT"
            + ORDER
            + " timestamptz '2025-01-01 08:00:00+00' + i * interval '30.000017 s',"
            + " timestamptz '2025-01-01 08:05:00+00' + i * interval '30.000019 s',"
            + " jsonb_build_object('city', (ARRAY['Lyon','Göteborg','Kraków'])[1 + i % 3])"
            + " FROM generate_series(1, "
            + orders
            + "::bigint) i",
        "ALTER TABLE orders ADD PRIMARY KEY (id)",
        "CREATE INDEX ON orders (updated_at)",
        "VACUUM ANALYZE orders");
  }

  /** Returns its port on this machine. */
  public int port() {
    return server.getPort();
  }

  /** Returns how large the table is, for people. */
  public String size() throws SQLException {
    return ask("SELECT pg_size_pretty(pg_table_size('orders'))");
  }

  /**
   * Gives some orders another status, and adds some.
   *
   * @return the condition in SQL that holds for these
   */
  public String change(int changed, int added) throws SQLException {
    String since = ask("SELECT now()");
    run(
        "UPDATE orders SET status = 'lost and found', updated_at = now() WHERE id % 1009 = 0"
            + " AND id <= 1009 * "
            + changed,
        "INSERT INTO orders SELECT"
            + ORDER
            + " now(), now(), '{\"city\": \"Zürich\"}' FROM (SELECT max(id) AS last FROM orders) o,"
            + " generate_series(o.last + 1, o.last + "
            + added
            + ") i");
    return "updated_at >= '" + since + "'";
  }

  /** Returns what the server finds in the orders that a condition holds for. */
  public Sum sum(String condition) throws SQLException {
    String text =
        "concat_ws('|', id, number, email, status, currency, total, items, gift,"
            + " (extract(epoch FROM placed_at) * 1000000)::bigint,"
            + " (extract(epoch FROM updated_at) * 1000000)::bigint, shipping)";
    String sql =
        "SELECT count(*), coalesce(sum(('x' || left(md5("
            + text
            + "), 16))::bit(64)::bigint), 0) FROM orders WHERE "
            + condition;
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return new Sum(row.getLong(1), row.getBigDecimal(2).toBigInteger().longValue());
    }
  }

  /** Takes records. */
  @FunctionalInterface
  public interface Target {
    /** Takes the values of a record, as texts; null for a null. */
    void take(@Nullable Object[] values);
  }

  /** Hands over what a query yields. */
  public void each(String sql, Target target) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false); // Otherwise the driver holds all of it at once.
      statement.setFetchSize(10_000);
      try (ResultSet rows = statement.executeQuery(sql)) {
        @Nullable Object[] values = new Object[rows.getMetaData().getColumnCount()];
        while (rows.next()) {
          for (int i = 0; i < values.length; i++) {
            values[i] = rows.getString(i + 1);
          }
          target.take(values);
        }
      }
    }
  }

  private String ask(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private void run(String... statements) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Stops the server and removes its data. */
  @Override
  public void close() throws IOException {
    server.close();
  }
}

package dev.tributary.connector.cloudsql.connect;

import dev.tributary.connector.cloudsql.option.ConnectionOptions;
import dev.tributary.connector.option.Options;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections for the pool.
 *
 * <p>After a failure it refuses until {@link #again} is called, because the pool tries again many
 * times a second by itself, with which a wrong password locks an account. Thread-safe.
 */
final class Opener implements DataSource {
  /** How much longer we wait than the server, so that its own word comes first. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Target target;
  private final Driver driver;
  private final KeyStores keyStores;
  private final SessionSettings settings;
  private final Duration silence;
  private volatile @Nullable SQLException failure;

  Opener(Target target, Driver driver, KeyStores keyStores, Options options) {
    this.target = target;
    this.driver = driver;
    this.keyStores = keyStores;
    this.settings = SessionSettings.of(options);
    Duration query = options.get(ConnectionOptions.QUERY_TIMEOUT);
    this.silence = query.isZero() ? query : query.plus(GRACE);
  }

  /** Lets it try again after a failure. */
  void again() {
    failure = null;
  }

  /** Returns what failed since {@link #again} was called. */
  @Nullable SQLException failure() {
    return failure;
  }

  @Override
  public Connection getConnection() throws SQLException {
    SQLException before = failure;
    if (before != null) {
      throw before;
    }
    try {
      return open();
    } catch (SQLException failed) {
      failure = failed;
      throw failed;
    } catch (RuntimeException failed) {
      failure = new SQLException(failed);
      throw failed;
    }
  }

  private Connection open() throws SQLException {
    Properties told = target.properties(false);
    Connection connection;
    try {
      connection = connect(told);
    } catch (SQLException refused) {
      Properties rotated = FailureKinds.isRefusedLogin(refused) ? target.properties(true) : told;
      if (rotated.equals(told)) {
        throw refused;
      }
      connection = connect(rotated);
    }
    try {
      settings.apply(connection);
      connection.setNetworkTimeout(Runnable::run, Math.toIntExact(silence.toMillis()));
      return connection;
    } catch (SQLException | RuntimeException failed) {
      close(connection, failed);
      throw failed;
    }
  }

  /** Connects for one statement of ours, with little patience and without settings. */
  Connection brief(Duration patience) throws SQLException {
    Properties told = target.properties(false);
    boolean postgres = driver instanceof org.postgresql.Driver;
    String most = Long.toString(postgres ? Math.max(1, patience.toSeconds()) : patience.toMillis());
    told.setProperty("connectTimeout", most);
    told.setProperty("socketTimeout", most);
    return connect(told);
  }

  private Connection connect(Properties told) throws SQLException {
    keyStores.addTo(told);
    Connection connection = driver.connect(target.url(), told);
    if (connection == null) {
      throw new SQLException("the driver does not take " + target.type());
    }
    return connection;
  }

  private static void close(Connection connection, Exception failed) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException second) {
      failed.addSuppressed(second);
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  /** Returns the seconds for which the pool waits for a login in progress when it is closed. */
  @Override
  public int getLoginTimeout() {
    return 1;
  }

  @Override
  public void setLoginTimeout(int seconds) {
    // The pool tells its own time; the target's holds.
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter writer) {
    // Nothing is written.
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("there is nothing inside");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}

package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.server.Server;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableName;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the server's catalogue says, remembered for a minute: tables are asked for one by one until
 * there are many, and then all at once, so that the number of queries does not grow with them.
 * Thread-safe.
 */
public final class Catalogue {
  private static final Duration FRESH = Duration.ofMinutes(1);
  private static final int ONE_BY_ONE = 8;

  private final Server server;
  private final Clock clock;
  private final Map<String, Entry> known = new HashMap<>();
  private @Nullable Listing listing;

  private record Entry(Table table, Instant since) {}

  private record Listing(Map<TableName, Table> tables, Instant since) {}

  /** Makes an empty one. */
  public Catalogue(Server server, Clock clock) {
    this.server = server;
    this.clock = clock;
  }

  /** Returns every table that may be read, in the order of their names. */
  public synchronized List<Table> tables(Session session) throws SQLException {
    return List.copyOf(listing(session).values());
  }

  /**
   * Returns a table.
   *
   * @param name as somebody wrote it
   * @throws ConnectorException of kind NOT_FOUND, with what was maybe meant, if there is none
   */
  public synchronized Table table(Session session, String name) throws SQLException {
    Entry entry = known.get(name);
    if (entry != null && isFresh(entry.since())) {
      return entry.table();
    }
    Optional<Table> found = listed(name);
    if (found.isEmpty()) {
      if (known.size() >= ONE_BY_ONE && !isListed()) {
        listing(session);
        found = listed(name);
      }
      if (found.isEmpty()) {
        found = server.table(session, name);
      }
    }
    Table table = found.orElse(null);
    if (table == null) {
      throw missing(session, name);
    }
    known.put(name, new Entry(table, clock.instant()));
    return table;
  }

  /** Forgets everything, because something turned out to be old. */
  public synchronized void forget() {
    known.clear();
    listing = null;
  }

  private Optional<Table> listed(String name) {
    Listing all = listing;
    List<String> parts = Names.parts(name);
    return all == null || !isFresh(all.since()) || parts.size() < 2
        ? Optional.empty()
        : Optional.ofNullable(all.tables().get(new TableName(parts.get(0), parts.get(1))));
  }

  private boolean isListed() {
    Listing all = listing;
    return all != null && isFresh(all.since());
  }

  private Map<TableName, Table> listing(Session session) throws SQLException {
    Listing all = listing;
    if (all == null || !isFresh(all.since())) {
      Map<TableName, Table> tables = new LinkedHashMap<>();
      List<Table> sorted = new ArrayList<>(server.tables(session));
      sorted.sort((one, other) -> one.name().toString().compareTo(other.name().toString()));
      sorted.forEach(table -> tables.put(table.name(), table));
      all = new Listing(tables, clock.instant());
      listing = all;
    }
    return all.tables();
  }

  private boolean isFresh(Instant since) {
    return Duration.between(since, clock.instant()).compareTo(FRESH) < 0;
  }

  private ConnectorException missing(Session session, String name) throws SQLException {
    Collection<TableName> names = listing(session).keySet();
    return ConnectorException.of(
            ErrorKind.NOT_FOUND, "there is no table `" + name + "`, or it may not be read")
        .remedy(
            Names.table(name, names)
                .orElse(
                    "Check the name, the schema and the grants; " + names.size() + " are visible"))
        .build();
  }
}

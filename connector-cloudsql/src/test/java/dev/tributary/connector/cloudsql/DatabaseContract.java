package dev.tributary.connector.cloudsql;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.testkit.ConnectorContractTest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The testkit's contract for one server. */
abstract class DatabaseContract extends ConnectorContractTest {
  private static final Map<TestServer, Db> DATABASES = new ConcurrentHashMap<>();

  private final Db db;

  DatabaseContract(TestServer server) {
    db = DATABASES.computeIfAbsent(server, DatabaseContract::filled);
  }

  private static Db filled(TestServer server) {
    Db db = new Db(server);
    StringBuilder rows = new StringBuilder("INSERT INTO orders VALUES ");
    for (int i = 1; i <= 600; i++) {
      rows.append(i == 1 ? "" : ",").append("(").append(i).append(",'customer ").append(i);
      rows.append(" has a name that fills some pages of the table: ").append("x".repeat(300));
      rows.append("')");
    }
    db.run(
        "CREATE TABLE orders (id bigint PRIMARY KEY, customer varchar(500))",
        rows.toString(),
        "CREATE TABLE small (id int PRIMARY KEY, note varchar(50))",
        "INSERT INTO small VALUES (1, 'a'), (2, null)",
        server.kind().isPostgres() ? "ANALYZE" : "ANALYZE TABLE orders");
    return db;
  }

  @Override
  protected Connectors connectors() {
    return Db.connectors();
  }

  @Override
  protected SourceConfig source() {
    return db.source().with("password", "secret://db_password");
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("db_password", db.server.password());
  }

  @Override
  protected ExtractionRequest request() {
    return ExtractionRequest.of(db.stream("orders"), db.stream("small"))
        .with("split_bytes", 40_000)
        .batchSize(50);
  }

  @Override
  protected Map<String, Long> expected() {
    return Map.of(db.stream("orders"), 600L, db.stream("small"), 2L);
  }

  @Override
  protected int cuts() {
    return 8;
  }

  @Override
  protected int openConnections() {
    return db.sessions();
  }

  @Override
  protected AutoCloseable silence() throws Exception {
    return db.lock("orders");
  }
}

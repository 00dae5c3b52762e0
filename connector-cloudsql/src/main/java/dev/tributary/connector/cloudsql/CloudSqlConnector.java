package dev.tributary.connector.cloudsql;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.cloudsql.connect.Database;
import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.mysql.MySqlServer;
import dev.tributary.connector.cloudsql.option.DbType;
import dev.tributary.connector.cloudsql.option.ReadOptions;
import dev.tributary.connector.cloudsql.option.TypeOptions;
import dev.tributary.connector.cloudsql.plan.Catalogue;
import dev.tributary.connector.cloudsql.plan.CursorCheck;
import dev.tributary.connector.cloudsql.plan.Describer;
import dev.tributary.connector.cloudsql.plan.Relations;
import dev.tributary.connector.cloudsql.plan.Snapshots;
import dev.tributary.connector.cloudsql.plan.SplitOpener;
import dev.tributary.connector.cloudsql.plan.SqlDialect;
import dev.tributary.connector.cloudsql.plan.SqlPlan;
import dev.tributary.connector.cloudsql.postgres.PostgresServer;
import dev.tributary.connector.cloudsql.server.Server;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.read.ExtractionOptions;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.read.StreamInfo;
import dev.tributary.connector.schema.StreamSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the tables and queries of one database. */
final class CloudSqlConnector extends BaseConnector {
  private static final OptionSet EXTRACTION = ExtractionOptions.ALL.plus(ReadOptions.ALL);

  private final SourceConfig source;
  private final ConnectorContext host;
  private final Snapshots snapshots = new Snapshots();
  private volatile @Nullable Connected connected;

  /** What there is while there is a connection. */
  private record Connected(Database database, Relations relations) {}

  private interface Asking<T> {
    T ask(Session session) throws Exception;
  }

  CloudSqlConnector(SourceConfig source, ConnectorContext host) {
    this.source = source;
    this.host = host;
  }

  @Override
  protected void validateConnectionConfig(Problems problems) {
    Database.check(source, problems);
  }

  /** Connects, and finds out which server it is. */
  @Override
  protected void connect() throws Exception {
    Database database = Database.open(source, host);
    try {
      Server server = server(database);
      SqlDialect dialect = database.type() == DbType.MYSQL ? SqlDialect.MYSQL : SqlDialect.POSTGRES;
      Catalogue catalogue = new Catalogue(server, host.clock());
      connected = new Connected(database, new Relations(server, catalogue, dialect));
    } finally {
      if (connected == null) {
        database.close();
      }
    }
  }

  private Server server(Database database) throws Exception {
    if (database.type() == DbType.MYSQL) {
      return new MySqlServer(source.get(TypeOptions.TINYINT_AS_BOOLEAN));
    }
    try (Session session = database.lend()) {
      return PostgresServer.of(session);
    } catch (InterruptedException cancelled) {
      throw cancelled;
    } catch (Exception failed) {
      throw database.translate(failed);
    }
  }

  @Override
  protected void disconnect() {
    Connected open = connected;
    connected = null;
    if (open != null) {
      open.database().close();
    }
  }

  @Override
  protected String probe() throws Exception {
    Connected open = connected();
    try (Session session = open.database().lend()) {
      return open.database().details(open.relations().server().version(session), session);
    }
  }

  @Override
  protected String probe(ExtractionRequest request, Options options) throws Exception {
    Relations relations = connected().relations();
    List<String> found =
        ask(
            session -> {
              List<String> streams =
                  request.streams().isEmpty()
                      ? relations.streams(session, options)
                      : request.streams();
              return new CursorCheck(relations).warnings(session, streams, options);
            });
    String details = probe();
    return found.isEmpty() ? details : details + "; ⚠ " + String.join("; ⚠ ", found);
  }

  @Override
  protected List<StreamInfo> streams() throws Exception {
    return streams(EXTRACTION.bind(Configuration.empty()));
  }

  @Override
  protected List<StreamInfo> streams(Options options) throws Exception {
    return ask(session -> connected().relations().streams(session, options)).stream()
        .map(StreamInfo::of)
        .toList();
  }

  @Override
  protected StreamSchema describe(String stream) throws Exception {
    return describe(stream, EXTRACTION.bind(Configuration.empty()));
  }

  @Override
  protected StreamSchema describe(String stream, Options options) throws Exception {
    return ask(session -> new Describer(connected().relations()).schema(session, stream, options));
  }

  @Override
  protected SplitPlan planSplits(PlanRequest request) throws Exception {
    if (request.isSet(ReadOptions.QUERY) && request.streams().size() > 1) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, "one query cannot be several streams: " + request.streams())
          .place(request.where(ReadOptions.QUERY))
          .remedy("Ask for one stream")
          .build();
    }
    Connected open = connected();
    return SqlPlan.open(request, open.database(), open.relations(), snapshots);
  }

  @Override
  protected SplitReader openSplit(ReadTask task, ReadContext context) throws Exception {
    Connected open = connected();
    try {
      return new SplitOpener(open.database(), open.relations(), snapshots).open(task, context);
    } catch (InterruptedException cancelled) {
      throw cancelled;
    } catch (Exception failure) {
      throw open.database().translate(failure);
    }
  }

  @Override
  protected int stateVersion() {
    return 1;
  }

  @Override
  protected ErrorKind classify(Exception failure) {
    Connected open = connected;
    return open == null ? super.classify(failure) : open.database().translate(failure).kind();
  }

  private <T> T ask(Asking<T> asking) throws Exception {
    Database database = connected().database();
    try (Session session = Describer.lazily(database)) {
      return asking.ask(session);
    } catch (InterruptedException cancelled) {
      throw cancelled;
    } catch (Exception failure) {
      throw database.translate(failure);
    }
  }

  private Connected connected() {
    Connected open = connected;
    if (open == null) {
      throw new IllegalStateException("not connected");
    }
    return open;
  }
}

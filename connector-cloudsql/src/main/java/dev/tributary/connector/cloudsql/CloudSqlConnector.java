package dev.tributary.connector.cloudsql;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.cloudsql.connect.Database;
import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.option.ReadOptions;
import dev.tributary.connector.cloudsql.plan.Catalogue;
import dev.tributary.connector.cloudsql.plan.CursorCheck;
import dev.tributary.connector.cloudsql.plan.Describer;
import dev.tributary.connector.cloudsql.plan.Relations;
import dev.tributary.connector.cloudsql.plan.Snapshots;
import dev.tributary.connector.cloudsql.plan.SplitOpener;
import dev.tributary.connector.cloudsql.plan.SqlPlan;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
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
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the tables and queries of one database. */
final class CloudSqlConnector extends BaseConnector {
  private static final OptionSet EXTRACTION = ExtractionOptions.ALL.plus(ReadOptions.ALL);

  private final Options connection;
  private final Backend.Opener opener;
  private final Clock clock;
  private final Snapshots snapshots = new Snapshots();
  private volatile @Nullable Connected connected;

  /** What there is while there is a connection. */
  private record Connected(Backend backend, Relations relations) {}

  private interface Asking<T> {
    T ask(Session session) throws Exception;
  }

  CloudSqlConnector(Options connection, Backend.Opener opener, Clock clock) {
    this.connection = connection;
    this.opener = opener;
    this.clock = clock;
  }

  @Override
  protected void validateConnectionConfig(Problems problems) {
    Database.check(connection, problems);
  }

  @Override
  protected void connect() throws Exception {
    Backend backend = opener.open();
    connected =
        new Connected(
            backend,
            new Relations(
                backend.server(), new Catalogue(backend.server(), clock), backend.dialect()));
  }

  @Override
  protected void disconnect() {
    Connected open = connected;
    connected = null;
    if (open != null) {
      open.backend().close();
    }
  }

  @Override
  protected String probe() throws Exception {
    return connected().backend().details();
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
    return SqlPlan.open(
        request, open.backend().sessions(), open.relations(), snapshots, open.backend()::translate);
  }

  @Override
  protected SplitReader openSplit(ReadTask task, ReadContext context) throws Exception {
    Connected open = connected();
    try {
      return new SplitOpener(
              open.backend().sessions(), open.relations(), snapshots, open.backend()::translate)
          .open(task, context);
    } catch (InterruptedException cancelled) {
      throw cancelled;
    } catch (Exception failure) {
      throw open.backend().translate(failure);
    }
  }

  @Override
  protected int stateVersion() {
    return 1;
  }

  @Override
  protected ErrorKind classify(Exception failure) {
    Connected open = connected;
    return open == null ? super.classify(failure) : open.backend().translate(failure).kind();
  }

  private <T> T ask(Asking<T> asking) throws Exception {
    Backend backend = connected().backend();
    try (Session session = Describer.lazily(backend.sessions())) {
      return asking.ask(session);
    } catch (InterruptedException cancelled) {
      throw cancelled;
    } catch (Exception failure) {
      throw backend.translate(failure);
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

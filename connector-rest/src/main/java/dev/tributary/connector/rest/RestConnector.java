package dev.tributary.connector.rest;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.http.HttpClient;
import dev.tributary.connector.http.HttpSession;
import dev.tributary.connector.incremental.IncrementalWindow;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.read.ExtractionOptions;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.read.StreamInfo;
import dev.tributary.connector.schema.StreamSchema;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a REST API: its declared streams, or any endpoint that an extraction names. */
final class RestConnector extends BaseConnector {
  private static final Logger LOG = LoggerFactory.getLogger("dev.tributary.connector.rest");
  private static final OptionSet EXTRACTION = ExtractionOptions.ALL.plus(RestStreamOptions.ALL);

  private final SourceConfig source;
  private final ConnectorContext host;
  private final SourceClock clock;
  private final Sampler sampler;
  private volatile @Nullable HttpClient client;

  RestConnector(SourceConfig source, ConnectorContext host) {
    this.source = source;
    this.host = host;
    AtomicLong besideReads = new AtomicLong();
    this.clock = new SourceClock(source.get(RestOptions.BASE_URL), host.clock(), besideReads);
    this.sampler = new Sampler(host.clock(), clock, this::warn, besideReads);
  }

  @Override
  protected void validateConnectionConfig(Problems problems) {
    ConfiguredHeaders.check(
        RestOptions.DEFAULT_HEADERS, source.get(RestOptions.DEFAULT_HEADERS), problems);
    source
        .get(RestOptions.STREAMS)
        .forEach(
            (name, options) ->
                StreamCheck.check(
                    Settings.declared(name, options, source),
                    host.redactor(),
                    problems.under("streams." + name)));
  }

  @Override
  protected void connect() {
    client = Connection.open(source, host);
  }

  @Override
  protected void disconnect() {
    HttpClient open = client;
    client = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  protected String probe() throws Exception {
    return new Probe(source, host.redactor(), host.clock()).run(client());
  }

  @Override
  protected List<StreamInfo> streams() {
    return source.get(RestOptions.STREAMS).keySet().stream().map(StreamInfo::of).toList();
  }

  @Override
  protected StreamSchema describe(String stream) throws Exception {
    return describe(stream, EXTRACTION.bind(Configuration.empty()));
  }

  @Override
  protected StreamSchema describe(String stream, Options options) throws Exception {
    Settings settings = Settings.of(stream, options, source);
    Problems problems = Problems.empty();
    StreamCheck.check(settings, host.redactor(), problems);
    problems.throwIfAny("the stream cannot be read");
    return sampler.schema(new RestStream(settings, host.redactor()), client());
  }

  @Override
  protected String sample(String stream, Options options) throws Exception {
    Settings settings = Settings.of(stream, options, source);
    Problems problems = Problems.empty();
    StreamCheck.check(settings, host.redactor(), problems);
    problems.throwIfAny("the stream cannot be read");
    return sampler.response(new RestStream(settings, host.redactor()), client());
  }

  @Override
  protected SplitPlan planSplits(PlanRequest request) {
    if (request.isSet(RestStreamOptions.ENDPOINT) && request.streams().size() > 1) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, "one endpoint cannot be several streams: " + request.streams())
          .place(request.where(RestStreamOptions.ENDPOINT))
          .remedy("Ask for one stream, or declare each under `streams`")
          .build();
    }
    return new RestPlan(request, name -> stream(name, request), () -> clock.now(client()));
  }

  @Override
  protected SplitReader openSplit(ReadTask task, ReadContext context) {
    RestStream stream = stream(task.split().stream(), task);
    IncrementalWindow window = IncrementalWindow.of(task.split().bounds());
    CursorFilter filter =
        stream
            .increment()
            .map(
                increment ->
                    CursorFilter.of(
                        increment,
                        task.split().bounds(),
                        task.resumeFrom(),
                        task.schema().key(),
                        context))
            .orElse(null);
    Optional<BoundCheck> bound = BoundCheck.of(stream, window, context);
    sampler.countInto(context);
    HttpSession session = client().session(context);
    RestPages pages =
        new RestPages(stream, session, window, filter, ReadAhead.bytes(stream, task), clock::learn);
    return new RestReader(
        SplitReader.paged(task, context, stream.paging().pagination(), pages),
        session,
        filter,
        batch -> bound.ifPresent(check -> check.look(batch)),
        () -> pages.ended(context, task.resumeFrom().isPresent()));
  }

  private RestStream stream(String name, Options extraction) {
    return RestStream.of(name, extraction, source, host.redactor());
  }

  private void warn(String message) {
    String safe = host.redactor().redact(message);
    LOG.warn("{}: {}", source.sourceId(), safe);
    try {
      host.listener().warned(source.sourceId(), safe);
    } catch (RuntimeException broken) {
      LOG.warn("{}: the listener failed", source.sourceId(), host.redactor().redact(broken));
    }
  }

  private HttpClient client() {
    HttpClient open = client;
    if (open == null) {
      throw new IllegalStateException("not connected");
    }
    return open;
  }
}

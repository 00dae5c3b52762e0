package dev.tributary.connector;

import dev.tributary.connector.engine.ExtractionRun;
import dev.tributary.connector.engine.Failures;
import dev.tributary.connector.engine.Job;
import dev.tributary.connector.engine.Source;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
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
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import dev.tributary.connector.state.Commit;
import dev.tributary.connector.state.ExtractionState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A connector: it says what it can read, plans the read as splits, and turns one split into
 * batches.
 *
 * <p>An author overrides protected methods, which may throw anything; only {@link #describe} and
 * {@link #openSplit} are required. Parallelism, checkpoints, resumption, limits, progress and
 * completeness are the engine's. A host calls the public methods, which throw only {@link
 * ConnectorException}s.
 *
 * <p>Threads: {@link #connect} runs once, before all else; {@link #planSplits} and its plan on one
 * thread; {@link #openSplit} by several at once, each reader on one thread at a time; {@link
 * #afterCommit} on the host's thread, which may overlap readers. Public methods are safe for use by
 * any thread.
 *
 * <pre>{@code
 * final class Numbers extends BaseConnector {
 *   protected StreamSchema describe(String stream) {
 *     return StreamSchema.of(Field.int64("n")).key("n");
 *   }
 *
 *   protected SplitReader openSplit(ReadTask task, ReadContext context) {
 *     var numbers = LongStream.rangeClosed(1, 1_000).iterator();
 *     return SplitReader.of(task, context, numbers, (n, rows) -> rows.add().set("n", n));
 *   }
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public abstract class BaseConnector implements AutoCloseable {
  @SuppressWarnings("this-escape") // called at first use, when the connector is complete
  private final Lifecycle lifecycle = new Lifecycle(this::connect, this::disconnect);

  private final Set<AutoCloseable> reads = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Setup setup;

  /** Makes a connector; it connects when it is first used. */
  protected BaseConnector() {}

  /** What a connector was created with. */
  record Setup(SourceConfig source, ConnectorSpec spec, ConnectorContext host) {}

  // ------------------------------------------------------------------ what authors must write

  /**
   * Returns the schema of a stream.
   *
   * @param stream the name of a stream
   * @throws Exception if there is no such stream or it cannot be described
   */
  protected abstract StreamSchema describe(String stream) throws Exception;

  /**
   * Opens a reader of a split. Called by several threads at once; the same split may be opened
   * again, then with a position to go on from.
   *
   * @param task what to read
   * @param context what the engine lends
   * @throws Exception if it cannot be opened
   */
  protected abstract SplitReader openSplit(ReadTask task, ReadContext context) throws Exception;

  // ------------------------------------------------------------------ what authors may write

  /**
   * Returns the schema of a stream as far as the extraction's options decide it; {@link
   * #describe(String)} unless overridden.
   *
   * @param stream the name of a stream
   * @param options the options of the extraction
   * @throws Exception if there is no such stream or it cannot be described
   */
  protected StreamSchema describe(String stream, Options options) throws Exception {
    return describe(stream);
  }

  /**
   * Returns the streams that the source offers; none unless overridden, so that hosts must name
   * them.
   *
   * @throws Exception if they cannot be listed
   */
  protected List<StreamInfo> streams() throws Exception {
    return List.of();
  }

  /**
   * Returns the streams that the extraction's options name; {@link #streams()} unless overridden.
   * Asked where a request names none.
   *
   * @param options the options of the extraction
   * @throws Exception if they cannot be listed
   */
  protected List<StreamInfo> streams(Options options) throws Exception {
    return streams();
  }

  /**
   * Opens what all reads share, such as a pool; called once, before anything else.
   *
   * @throws Exception if it fails; it is called again with the next use
   */
  protected void connect() throws Exception {}

  /**
   * Ends what {@link #connect} opened; called once, after all reads have ended, and only if it was
   * opened.
   *
   * @throws Exception if it fails
   */
  protected void disconnect() throws Exception {}

  /**
   * Tries whether the source can be reached and lets us in; does nothing unless overridden.
   *
   * @return what the source says of itself, such as its version, for people; may be empty
   * @throws Exception if it cannot be reached or refuses
   */
  protected String probe() throws Exception {
    return "";
  }

  /**
   * Tries whether what a request asks for can be read, and how well; {@link #probe()} unless
   * overridden.
   *
   * @param request what a host wants to read
   * @param options the options of the extraction
   * @return what the source says of itself and of what is asked for, for people; may be empty
   * @throws Exception if it cannot be reached or refuses
   */
  protected String probe(ExtractionRequest request, Options options) throws Exception {
    return probe();
  }

  /**
   * Returns the beginning of what the source answers when a stream is read, for people who set one
   * up; empty unless overridden, where there is no such thing. It is redacted before it is shown.
   *
   * @param stream the name of a stream
   * @param options the options of the extraction
   * @throws Exception if it cannot be had
   */
  protected String sample(String stream, Options options) throws Exception {
    return "";
  }

  /**
   * Checks what the options themselves cannot: reports every problem, not the first, and asks
   * nobody.
   *
   * @param problems where to report
   */
  protected void validateConnectionConfig(Problems problems) {}

  /**
   * Plans a read; one split for each stream unless overridden.
   *
   * @param request what to read, and what is known from before
   * @throws Exception if it cannot be planned
   */
  protected SplitPlan planSplits(PlanRequest request) throws Exception {
    return SplitPlan.of(request.streams().stream().map(name -> Split.of(name, name)).toList());
  }

  /**
   * Acts on what the host has stored: moves a slot, archives a file. Must be idempotent, because it
   * is repeated after a crash or a failure. Only what has a key or is exclusive is told.
   *
   * @param commits what is durable; never empty
   * @throws Exception if it fails; it is repeated later
   */
  protected void afterCommit(List<Commit> commits) throws Exception {}

  /**
   * Drops what an extraction left at the source, such as a slot or temporary objects, because
   * nobody will go on from this state.
   *
   * @param abandoned the state that is given up
   * @throws Exception if it fails
   */
  protected void release(ExtractionState abandoned) throws Exception {}

  /** Returns the version of what this connector puts into positions; raise it when that changes. */
  protected int stateVersion() {
    return 0;
  }

  /**
   * Brings a position that an older version wrote forward to {@link #stateVersion}.
   *
   * @param from the version that wrote it
   * @param position any position of a state: bounds, checkpoint, watermark, plan, key's value
   */
  protected Position migrate(int from, Position position) {
    return position;
  }

  /**
   * Returns the kind of a failure that is no {@link ConnectorException}: TRANSIENT for {@link
   * IOException}s, INTERNAL for all else unless overridden.
   */
  protected ErrorKind classify(Exception failure) {
    return failure instanceof IOException ? ErrorKind.TRANSIENT : ErrorKind.INTERNAL;
  }

  // ------------------------------------------------------------------ what hosts call

  /** Returns the configuration that this connector was created with, its options checked. */
  public final SourceConfig source() {
    return setup().source();
  }

  /** Tries whether the source can be reached and lets us in. Never throws for what it finds. */
  public final ConnectionStatus testConnection() {
    return tried(this::probe);
  }

  /**
   * Tries whether the source can be reached and lets us read what a request asks for. Never throws
   * for what it finds.
   */
  public final ConnectionStatus testConnection(ExtractionRequest request) {
    return tried(() -> probe(request, options(request)));
  }

  private ConnectionStatus tried(Asking<String> probe) {
    long began = System.nanoTime();
    String id = setup().source().sourceId();
    try {
      lifecycle.connected();
      String details = setup().host().redactor().redact(probe.ask());
      return ConnectionStatus.ok(id, details, Duration.ofNanos(System.nanoTime() - began));
    } catch (Exception failure) {
      keepInterruption(failure);
      return ConnectionStatus.failed(
          id, failures().of(failure, null, null), Duration.ofNanos(System.nanoTime() - began));
    }
  }

  /**
   * Returns the streams that the source offers.
   *
   * @throws ConnectorException if they cannot be listed
   */
  public final List<StreamInfo> listStreams() {
    return ask(null, this::streams);
  }

  /**
   * Returns the schema of a stream.
   *
   * @param stream the name of a stream
   * @throws ConnectorException if there is no such stream or it cannot be described
   */
  public final StreamSchema getSourceSchema(String stream) {
    return getSourceSchema(ExtractionRequest.of(stream));
  }

  /**
   * Returns the schema of a stream as the request's options decide it.
   *
   * @param request a request for exactly one stream
   * @throws ConnectorException if there is no such stream, it cannot be described, or an option is
   *     wrong
   */
  public final StreamSchema getSourceSchema(ExtractionRequest request) {
    if (request.streams().size() != 1) {
      throw new IllegalArgumentException("ask for one stream, not " + request.streams());
    }
    String stream = request.streams().get(0);
    Options options = options(request);
    return ask(stream, () -> describe(stream, options));
  }

  /**
   * Returns the beginning of what the source answers when a stream is read, without secrets; empty
   * where there is no such thing.
   *
   * @param request a request for exactly one stream
   * @throws ConnectorException if it cannot be had, or an option is wrong
   */
  public final String sampleResponse(ExtractionRequest request) {
    if (request.streams().size() != 1) {
      throw new IllegalArgumentException("ask for one stream, not " + request.streams());
    }
    String stream = request.streams().get(0);
    Options options = options(request);
    return setup().host().redactor().redact(ask(stream, () -> sample(stream, options)));
  }

  /**
   * Begins to read, or goes on where the request's state ended.
   *
   * @param request what to read
   * @return the read, to iterate and close
   * @throws ConnectorException of kind CONFIG, naming every problem, if an option is wrong or the
   *     state cannot be gone on from; other failures come with iteration
   */
  public final Extraction extractData(ExtractionRequest request) {
    lifecycle.use();
    ExtractionRun run =
        ExtractionRun.start(new Job(adapter(), request, options(request), setup().host()));
    reads.add(run);
    return new Extraction(run, () -> reads.remove(run));
  }

  /**
   * Plans a read for an engine that brings its own parallelism, such as Spark: its tasks are read
   * by {@link #read}, here or in another process.
   *
   * @param request what to read
   * @throws ConnectorException if an option is wrong or the read cannot be planned
   */
  public final Planned plan(ExtractionRequest request) {
    lifecycle.use();
    Planned planned =
        Planned.of(new Job(adapter(), request, options(request), setup().host()), reads::remove);
    reads.add(planned);
    return planned;
  }

  /**
   * Reads one task of a plan.
   *
   * @param task a task that {@link #plan} made, maybe in another process
   * @throws ConnectorException if an option of the task is wrong
   */
  public final TaskRun read(ReadTask task) {
    lifecycle.use();
    Options options = bind(ExtractionRequest.of(task.split().streams()).options(task.portable()));
    Job job =
        new Job(
            adapter(),
            ExtractionRequest.of(task.split().streams()).options(task.portable()),
            options,
            setup().host());
    TaskRun run = TaskRun.of(job, task.options(options), reads::remove);
    reads.add(run);
    return run;
  }

  /**
   * Drops what an extraction left at the source, because nobody will go on from this state.
   *
   * @param abandoned the state that is given up
   * @throws ConnectorException if it cannot be dropped
   */
  public final void abandon(ExtractionState abandoned) {
    ask(
        null,
        () -> {
          release(abandoned);
          return true;
        });
  }

  /** Ends every read and the connection. Again is harmless. */
  @Override
  public final void close() {
    for (AutoCloseable read : List.copyOf(reads)) {
      try {
        read.close();
      } catch (Exception failed) {
        throw failures().of(failed, null, null);
      }
    }
    reads.clear();
    try {
      lifecycle.close();
    } catch (Exception failed) {
      keepInterruption(failed);
      throw failures().of(failed, null, "disconnecting");
    }
  }

  // ------------------------------------------------------------------ between the two

  /** Gives a new connector what it was created with. */
  final void setUp(Setup with) {
    setup = with;
  }

  final void validate(Problems problems) {
    validateConnectionConfig(problems);
  }

  private Setup setup() {
    Setup known = setup;
    if (known == null) {
      throw new IllegalStateException(
          "create connectors through Connectors, not by their constructor");
    }
    return known;
  }

  private Options options(ExtractionRequest request) {
    return bind(request);
  }

  private Options bind(ExtractionRequest request) {
    OptionSet all = ExtractionOptions.ALL.plus(setup().spec().extraction());
    Problems problems = Problems.of(request.options());
    Options options = all.bind(request.options(), problems, setup().host().resolver());
    problems.throwIfAny("the extraction from " + setup().source().sourceId() + " cannot begin");
    return options;
  }

  private Failures failures() {
    return new Failures(adapter(), setup().host().redactor());
  }

  private Source adapter() {
    return new ConnectedSource(this, lifecycle, setup());
  }

  private interface Asking<T> {
    T ask() throws Exception;
  }

  private <T> T ask(@Nullable String stream, Asking<T> asking) {
    try {
      lifecycle.connected();
      return asking.ask();
    } catch (Exception failure) {
      keepInterruption(failure);
      throw failures().of(failure, stream, null);
    }
  }

  private static void keepInterruption(Exception failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
  }
}

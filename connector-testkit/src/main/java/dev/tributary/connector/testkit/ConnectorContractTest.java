package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectionStatus;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.Planned;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.SecretStore;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.state.ExtractionState;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Holds a connector to the contract.
 *
 * <p>An author extends it, says how the connector is made, what to ask for and how many records to
 * expect, and gets a test of everything that hosts rely on. A finite source of a few hundred
 * records, read in batches of a few records, tests most in the least time. Features are on unless
 * {@linkplain #without declared off}.
 *
 * <pre>{@code
 * class ShopContractTest extends ConnectorContractTest {
 *   protected Connectors connectors() { return Connectors.none().with(new Shop.Factory()); }
 *   protected SourceConfig source() { return SourceConfig.of("SHOP", "shop").with("base_url", url); }
 *   protected ExtractionRequest request() { return ExtractionRequest.of("orders").batchSize(50); }
 *   protected Map<String, Long> expected() { return Map.of("orders", 500L); }
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
@Timeout(120)
public abstract class ConnectorContractTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ThreadWatch threads = new ThreadWatch();
  private final Eavesdropper listener = new Eavesdropper();

  /** Makes the test. */
  protected ConnectorContractTest() {}

  // ------------------------------------------------------------------ what authors must say

  /** Returns connectors of which one serves {@link #source}. */
  protected abstract Connectors connectors();

  /** Returns the configuration of a source that works. */
  protected abstract SourceConfig source();

  /** Returns a request that ends, best one of several splits and a dozen or more batches. */
  protected abstract ExtractionRequest request();

  /** Returns how many records of each stream the request yields. */
  protected abstract Map<String, Long> expected();

  // ------------------------------------------------------------------ what authors may say

  /** Returns what the connector does not do; nothing unless overridden. */
  protected Set<Feature> without() {
    return Set.of();
  }

  /**
   * Returns a configuration with several things wrong, each with the text that a message about it
   * must hold, such as the name of an option; nothing unless overridden. Options that are missing
   * or unknown are tested in any case.
   */
  protected Map<SourceConfig, List<String>> wrongSources() {
    return Map.of();
  }

  /** Returns a source that cannot be reached or refuses; nothing is tested if null. */
  protected @Nullable SourceConfig unreachable() {
    return null;
  }

  /** Returns the secrets that {@link #source} refers to as {@code secret://name}; none at first. */
  protected Map<String, String> secrets() {
    return Map.of();
  }

  /** Returns how many connections the source counts as open; 0 if nobody counts. */
  protected int openConnections() {
    return 0;
  }

  /**
   * Makes the source silent until what this returns is closed, so that a read blocks; null if it
   * cannot.
   *
   * @throws Exception if it fails
   */
  protected @Nullable AutoCloseable silence() throws Exception {
    return null;
  }

  /**
   * Returns how many records come in one indivisible piece, such as a page, by which a batch may be
   * larger than asked for.
   */
  protected int recordsPerPiece() {
    return 1;
  }

  /** Returns at how many places a read is cut, spread evenly over its batches. */
  protected int cuts() {
    return 20;
  }

  // ------------------------------------------------------------------ the contract

  @Test
  void readsEverything() {
    Arrivals all = read(request());
    assertThat(all.counts()).isEqualTo(expected());
  }

  @Test
  void reportsEveryProblemOfAConfigurationAtOnce() {
    Connectors connectors = connectors().with(host());
    SourceConfig nothing =
        source()
            .connection(Configuration.empty().with("no_such_option", 1).with("no_other_option", 2));
    List<String> missing = new ArrayList<>(List.of("no_such_option", "no_other_option"));
    for (Option<?> option :
        connectors.specs().get(source().sourceType()) == null
            ? List.<Option<?>>of()
            : connectors.specs().get(source().sourceType()).connection().options()) {
      if (option.isRequired()) {
        missing.add(option.name());
      }
    }
    Checks.refused(connectors, nothing, missing);
    wrongSources().forEach((wrong, texts) -> Checks.refused(connectors, wrong, texts));
  }

  @Test
  void refusesAnUnknownOptionOfAnExtraction() {
    try (BaseConnector connector = connector()) {
      assertThatThrownBy(() -> connector.extractData(request().with("no_such_option", 1)))
          .isInstanceOfSatisfying(
              ConnectorException.class,
              wrong -> assertThat(wrong.kind()).isEqualTo(ErrorKind.CONFIG))
          .hasMessageContaining("no_such_option");
    }
  }

  @Test
  void describesWhatItYields() {
    try (BaseConnector connector = connector();
        Extraction extraction = connector.extractData(request())) {
      for (RecordBatch batch : extraction) {
        StreamSchema described =
            connector.getSourceSchema(
                ExtractionRequest.of(batch.stream()).options(request().options()));
        Checks.conforms(batch, described, listener.grown().contains(batch.stream()));
      }
    }
  }

  @Test
  void resumesWhereverItIsCut() {
    Interruption.check(trial(), cuts());
  }

  @Test
  void goesOnInsideASplit() {
    boolean expected = !without().contains(Feature.CHECKPOINTS);
    boolean found = false;
    try (BaseConnector connector = connector();
        Extraction extraction = connector.extractData(request())) {
      for (RecordBatch batch : extraction) {
        found |= batch.checkpoint().isPresent();
      }
    }
    assertThat(found).as("checkpoints").isEqualTo(expected);
  }

  @Test
  void readsTheSameInParallel() {
    Arrivals sequential = read(request().with("parallel_extraction", false));
    Arrivals parallel = read(request().parallelism(4));
    assertThat(parallel.records()).isEqualTo(sequential.records());
  }

  @Test
  void plansSeveralSplits() {
    assumeTrue(!without().contains(Feature.TASKS), "tasks are off");
    try (BaseConnector connector = connector();
        Planned planned = connector.plan(request())) {
      int splits = planned.all().size();
      if (without().contains(Feature.PARALLEL)) {
        assertThat(splits).isEqualTo(1);
      } else {
        assertThat(splits).isGreaterThan(1);
      }
    }
  }

  @Test
  void isReadTaskByTask() {
    if (without().contains(Feature.TASKS)) {
      TaskChecks.refused(trial());
    } else {
      TaskChecks.readsTheSame(trial());
    }
  }

  @Test
  void listsItsStreams() {
    try (BaseConnector connector = connector()) {
      if (without().contains(Feature.STREAM_LISTING)) {
        assertThat(connector.listStreams()).isEmpty();
        try (Extraction all = connector.extractData(ExtractionRequest.all())) {
          assertThatThrownBy(() -> all.poll(LONG))
              .isInstanceOf(ConnectorException.class)
              .hasMessageContaining("Name the streams to read");
        }
      } else {
        assertThat(connector.listStreams().stream().map(info -> info.name()).toList())
            .containsAll(expected().keySet());
      }
    }
  }

  @Test
  void plansAllSplitsOfAKeyInOneCall() {
    assumeTrue(!without().contains(Feature.TASKS), "tasks are off");
    TaskChecks.keepsKeysTogether(trial());
  }

  @Test
  void takesAnAcknowledgementTwice() {
    String state;
    try (BaseConnector connector = connector();
        Extraction extraction = connector.extractData(request())) {
      for (RecordBatch batch : extraction) {
        extraction.complete(batch);
      }
      state = extraction.state().toJson();
      extraction.acknowledge(extraction.state());
      assertThat(extraction.metadata().warnings()).isEmpty();
      assertThat(extraction.state().pending()).isEmpty();
    }
    // As if the process had died before the source's answer was stored.
    try (BaseConnector connector = connector();
        Extraction extraction =
            connector.extractData(request().from(ExtractionState.fromJson(state)))) {
      extraction.poll(SECOND);
      assertThat(extraction.metadata().warnings()).isEmpty();
    }
  }

  @Test
  void closesAnyNumberOfTimes() {
    BaseConnector connector = connector();
    Extraction extraction = connector.extractData(request());
    extraction.poll(LONG);
    extraction.close();
    extraction.close();
    assertThat(extraction.state()).isNotNull();
    connector.close();
    connector.close();
    assertThatThrownBy(() -> connector.extractData(request()))
        .isInstanceOf(IllegalStateException.class);
    connector().close();
  }

  @Test
  void stopsWithinASecond() throws Exception {
    try (BaseConnector connector = connector()) {
      Extraction busy = connector.extractData(request());
      busy.poll(LONG);
      Checks.within(busy::close, "an extraction that hands over");

      try (AutoCloseable silence = silence()) {
        assumeTrue(silence != null, "the source cannot be made silent");
        Checks.interrupts(connector, request());
        Extraction silent = connector.extractData(request());
        silent.poll(Duration.ofMillis(300));
        Checks.within(silent::close, "an extraction from a silent source");
      }
    }
    leavesNothing();
  }

  @Test
  void leavesNeitherThreadNorConnection() throws InterruptedException {
    read(request());
    leavesNothing();
    try (BaseConnector connector = connector();
        Extraction extraction = connector.extractData(request())) {
      for (RecordBatch batch : extraction) {
        throw new IllegalStateException("a host's failure at batch " + batch.number());
      }
    } catch (IllegalStateException expected) {
      leavesNothing();
    }
  }

  /**
   * Looks for {@link #secrets} in everything that a host, a listener or a log gets to see; in logs
   * only where the tests run with {@link LogWatch}.
   */
  @Test
  void showsNoSecret() {
    Disclosures texts = new Disclosures(!without().contains(Feature.TASKS), !secrets().isEmpty());
    try (LogWatch.Listening logs = LogWatch.listen().orElse(null)) {
      texts.ofUse(trial());
      SourceConfig unreachable = unreachable();
      if (unreachable != null) {
        texts.ofTrying(trial().of(unreachable));
      }
      texts.add(listener.texts());
      texts.add(logs == null ? List.of() : logs.lines());
    }
    for (String secret : secrets().values()) {
      assertThat(texts.all()).noneMatch(text -> text.contains(secret));
    }
  }

  @Test
  void boundsItsMemory() {
    int rows = 10;
    List<WeakReference<Column>> columns = new ArrayList<>();
    try (BaseConnector connector = connector();
        Extraction extraction = connector.extractData(request().batchSize(rows).parallelism(2))) {
      for (RecordBatch batch : extraction) {
        assertThat(batch.size()).as("records of a batch").isLessThan(rows + recordsPerPiece());
        columns.add(new WeakReference<>(batch.column(0)));
      }
      // The host holds none of them any more; the connector is still open.
      long held = Checks.held(columns);
      assertThat(held)
          .as("batches that the connector holds on to, of %s", columns.size())
          .isLessThanOrEqualTo(Math.max(6, columns.size() / 10));
    }
  }

  @Test
  void triesItsConnection() {
    try (BaseConnector connector = connector()) {
      ConnectionStatus status = connector.testConnection();
      assertThat(status.isOk()).as(status.toString()).isTrue();
    }
    SourceConfig unreachable = unreachable();
    if (unreachable != null) {
      try (BaseConnector connector = connectors().with(host()).create(unreachable)) {
        ConnectionStatus status = connector.testConnection();
        assertThat(status.isOk()).isFalse();
        assertThat(status.error()).isPresent();
        assertThat(status.error().get().kind()).isNotEqualTo(ErrorKind.INTERNAL);
      }
    }
  }

  @Test
  void saysWhichStreamDoesNotExist() {
    try (BaseConnector connector = connector()) {
      String failure = Checks.failure(connector, request(), "no_such_stream");
      assertThat(failure).contains("no_such_stream");
    }
  }

  // ------------------------------------------------------------------ how

  private ConnectorContext host() {
    return ConnectorContext.defaults()
        .threads(threads)
        .listener(listener)
        .secrets(SecretStore.of(secrets()));
  }

  private Trial trial() {
    return new Trial(connectors().with(host()), source(), request());
  }

  private BaseConnector connector() {
    return trial().connector();
  }

  private Arrivals read(ExtractionRequest request) {
    return trial().read(request);
  }

  private void leavesNothing() throws InterruptedException {
    assertThat(threads.awaitNone(SECOND)).as(threads.toString()).isTrue();
    long deadline = System.nanoTime() + SECOND.toNanos();
    int open = openConnections();
    while (open > 0 && System.nanoTime() - deadline < 0) {
      Thread.sleep(10);
      open = openConnections();
    }
    // asked no more: who asks may count the connection by which it was asked before
    assertThat(open).as("connections left open").isZero();
  }
}

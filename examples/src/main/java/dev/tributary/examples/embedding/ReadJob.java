package dev.tributary.examples.embedding;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectionStatus;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.host.ConnectorListener;
import dev.tributary.connector.host.ExtractionMetadata;
import dev.tributary.connector.host.StreamOutcome;
import dev.tributary.connector.option.SecretStore;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A read inside a larger program: what the program lends, what it keeps, and what it decides. */
public final class ReadJob {
  private final Connectors connectors;

  /**
   * Makes a job.
   *
   * @param secrets where the program keeps its secrets
   * @param metrics what it tells of reads
   */
  public ReadJob(SecretStore secrets, ConnectorListener metrics) {
    ConnectorContext host = ConnectorContext.defaults().secrets(secrets).listener(metrics);
    connectors = Connectors.discover().with(host);
  }

  /** Returns the job with other connectors, such as those of a test. */
  ReadJob(Connectors connectors) {
    this.connectors = connectors;
  }

  /** Where the program keeps what it read, and the state, in one transaction. */
  public interface Store {
    /** Returns the state that was kept last, if any. */
    Optional<ExtractionState> state();

    /** Adds a batch to the open transaction. */
    void add(RecordBatch batch);

    /** Ends the transaction; with it, the state is kept. */
    void commit(ExtractionState state);
  }

  /** What to do after a run. */
  public enum Next {
    /** Nothing; everything is read. */
    DONE,
    /** Run again, soon. */
    AGAIN,
    /** Tell somebody: the same run would fail in the same way. */
    TELL
  }

  /**
   * Reads what is new.
   *
   * @param source what to read from
   * @param store where to keep it
   * @param stream the stream
   */
  public ExtractionMetadata read(SourceConfig source, Store store, String stream) {
    ExtractionRequest request =
        ExtractionRequest.of(stream)
            .batchSize(5_000)
            .from(store.state().orElseGet(ExtractionState::initial));
    try (BaseConnector connector = connectors.create(source);
        Extraction extraction = connector.extractData(request)) {
      for (RecordBatch batch : extraction) {
        store.add(batch);
        extraction.complete(batch);
        keep(extraction, store);
      }
      keep(extraction, store); // The end is news too.
      return extraction.metadata();
    }
  }

  private static void keep(Extraction extraction, Store store) {
    ExtractionState state = extraction.state();
    store.commit(state);
    extraction.acknowledge(state);
  }

  /** Says what to do after a failure. */
  public static Next after(ConnectorException failure) {
    if (failure.kind().isRetryable() || failure.kind() == ErrorKind.CANCELLED) {
      return Next.AGAIN;
    }
    return Next.TELL;
  }

  /** Says when to run again after a failure that passes. */
  public static Instant when(ConnectorException failure, Instant now) {
    return failure.retryAt().orElse(now.plus(Duration.ofMinutes(5)));
  }

  /** Says what a person who set up a source should hear. */
  public String tryOut(SourceConfig source) {
    var problems = connectors.check(source);
    if (!problems.isEmpty()) {
      return problems.toString();
    }
    try (BaseConnector connector = connectors.create(source)) {
      ConnectionStatus status = connector.testConnection();
      return status.isOk() ? "works: " + status.details() : status.toString();
    }
  }

  /** Takes batches in a loop of the program's own, which can look at other things in between. */
  static long drain(Extraction extraction) {
    long records = 0;
    while (!extraction.isFinished()) {
      RecordBatch batch = extraction.poll(Duration.ofMillis(100));
      if (batch != null) {
        records += batch.size();
        extraction.complete(batch);
      }
    }
    return records;
  }

  /** Counts what a dashboard wants to show. */
  public static final class Metrics implements ConnectorListener {
    private final AtomicLong records = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();

    @Override
    public void streamEnded(String sourceId, StreamOutcome outcome) {
      records.addAndGet(outcome.records());
    }

    @Override
    public void retried(String sourceId, String what, int attempt, Duration after) {
      retries.incrementAndGet();
    }

    /** Returns how many records came so far. */
    public long records() {
      return records.get();
    }

    /** Returns how often something was tried again. */
    public long retries() {
      return retries.get();
    }
  }
}

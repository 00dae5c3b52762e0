package dev.tributary.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.SecretStore;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import dev.tributary.connector.testkit.FakeSource;
import dev.tributary.connector.testkit.FakeStream;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadJobTest {
  private final FakeSource source = FakeSource.of(FakeStream.of("orders", 3, 100));
  private final SourceConfig config =
      SourceConfig.of(FakeSource.TYPE, "shop").with("place", "here").with("token", "secret://t");
  private final ReadJob.Metrics metrics = new ReadJob.Metrics();
  private final Connectors connectors =
      Connectors.none()
          .with(source)
          .with(
              ConnectorContext.defaults()
                  .secrets(SecretStore.of(java.util.Map.of("t", "the-token")))
                  .listener(metrics));

  @Test
  void keepsEachRecordOnceThoughTheProgramFailsInTheMiddle() {
    Memory store = new Memory();
    store.failAt = 2;
    ReadJob job = new ReadJob(connectors);
    SourceConfig small = config;
    assertThatThrownBy(() -> job.read(small, store, "orders"))
        .isInstanceOf(IllegalStateException.class);
    store.failAt = -1;
    assertThat(job.read(small, store, "orders").isComplete()).isTrue();
    assertThat(store.records).isEqualTo(300);
    assertThat(metrics.records()).isPositive();
  }

  @Test
  void saysWhatAPersonShouldHear() {
    ReadJob job = new ReadJob(connectors);
    assertThat(job.tryOut(config)).startsWith("works");
    assertThat(job.tryOut(config.with("plaice", "x"))).contains("plaice", "place");
  }

  @Test
  void decidesByTheKind() {
    ConnectorException later =
        ConnectorException.of(ErrorKind.RATE_LIMITED, "slow down")
            .retryAt(Instant.EPOCH.plusSeconds(90))
            .build();
    assertThat(ReadJob.after(later)).isEqualTo(ReadJob.Next.AGAIN);
    assertThat(ReadJob.when(later, Instant.EPOCH)).isEqualTo(Instant.EPOCH.plusSeconds(90));
    assertThat(ReadJob.after(ConnectorException.of(ErrorKind.DATA, "what is this").build()))
        .isEqualTo(ReadJob.Next.TELL);
  }

  @Test
  void drainsInALoopOfItsOwn() {
    try (BaseConnector connector = connectors.create(config);
        Extraction extraction = connector.extractData(ExtractionRequest.of("orders"))) {
      assertThat(ReadJob.drain(extraction)).isEqualTo(300);
    }
  }

  /** Keeps counts; what was added and not committed is forgotten, as in a transaction. */
  private static final class Memory implements ReadJob.Store {
    private Optional<ExtractionState> state = Optional.empty();
    private long records;
    private long pending;
    private int commits;
    private int failAt = -1;

    @Override
    public Optional<ExtractionState> state() {
      pending = 0;
      return state;
    }

    @Override
    public void add(RecordBatch batch) {
      pending += batch.size();
    }

    @Override
    public void commit(ExtractionState now) {
      if (++commits == failAt) {
        throw new IllegalStateException("the database went away");
      }
      records += pending;
      pending = 0;
      state = Optional.of(ExtractionState.fromJson(now.toJson()));
    }
  }
}

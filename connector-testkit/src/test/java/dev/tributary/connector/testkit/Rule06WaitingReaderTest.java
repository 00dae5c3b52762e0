package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.host.StreamOutcome;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.split.Split;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The planner is cancelled first, and here that takes until the reader, which waits for the host to
 * take a batch, has come back: woken by the end, not yet cancelled itself.
 */
@DisplayName("rule 6: a reader that comes back before it is cancelled has not failed")
@Timeout(60)
class Rule06WaitingReaderTest {
  private static final ExtractionRequest TINY = ExtractionRequest.of("tiny").parallelism(2);

  private final AtomicReference<Thread> reading = new AtomicReference<>();
  private final AtomicInteger batches = new AtomicInteger();
  private final CountDownLatch planning = new CountDownLatch(1);
  private final CountDownLatch readerClosed = new CountDownLatch(1);
  private final CountDownLatch planReleased = new CountDownLatch(1);

  @Test
  void endsAsCancelled() throws Exception {
    try (BaseConnector connector = Tiny.make(Slow::new);
        Extraction extraction = connector.extractData(TINY)) {
      planning.await();
      Reads.next(extraction);
      // one batch in the queue, and one in the hands of the reader, who waits
      Reads.await(
          () -> batches.get() >= 3 && reading.get().getState() == Thread.State.TIMED_WAITING);
      extraction.close();
      assertThat(readerClosed.getCount()).isZero();
      assertThat(extraction.outcomes().get("tiny").status())
          .isEqualTo(StreamOutcome.Status.CANCELLED);
      assertThat(extraction.outcomes().get("tiny").error()).isEmpty();
    }
  }

  private final class Slow extends Tiny {
    Slow(SourceConfig config) {
      super(config);
    }

    @Override
    protected SplitPlan planSplits(PlanRequest request) {
      return new SplitPlan() {
        private boolean planned;

        @Override
        public @Nullable List<Split> next() throws Exception {
          if (!planned) {
            planned = true;
            return List.of(Split.of("all", "tiny"));
          }
          request.onCancel(
              () -> {
                readerClosed.await();
                planReleased.countDown();
              });
          planning.countDown();
          planReleased.await();
          return null;
        }
      };
    }

    @Override
    protected SplitReader openSplit(ReadTask task, ReadContext context) {
      reading.set(Thread.currentThread());
      return new SplitReader() {
        @Override
        public @Nullable RecordBatch readBatch() {
          BatchBuilder rows = context.batch();
          rows.add().set(0, (long) batches.incrementAndGet());
          return rows.build();
        }

        @Override
        public void close() {
          readerClosed.countDown();
        }
      };
    }
  }
}

package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.CancelHook;
import dev.tributary.connector.read.Completion;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("rule 6: a cancelled read closes what it blocks in, and nothing that is done with")
@Timeout(60)
class Rule06HooksTest {
  private static final ExtractionRequest TINY = ExtractionRequest.of("tiny").parallelism(1);

  private final List<String> closed = new CopyOnWriteArrayList<>();
  private final CountDownLatch reading = new CountDownLatch(1);

  @Test
  void closesOnlyWhatWasNotTakenBackNewestFirst() throws Exception {
    closeWhileReading(
        (opening, context) -> {
          for (int i = 0; i < 1000; i++) {
            try (CancelHook hook = context.onCancel(() -> closed.add("connection"))) {
              hook.close();
            }
          }
          AutoCloseable twice = () -> closed.add("twice");
          context.onCancel(twice);
          context.onCancel(() -> closed.add("newest"));
          context.onCancel(twice).close();
          return waiting();
        });
    assertThat(closed).containsExactly("newest", "twice");
  }

  @Test
  void forgetsTheHooksOfAReaderThatWasClosed() throws Exception {
    closeWhileReading(
        (opening, context) -> {
          context.onCancel(() -> closed.add("reader " + opening));
          return opening < 3 ? cut() : waiting();
        });
    assertThat(closed).containsExactly("reader 3");
  }

  /** Closes an extraction whose reader waits; the maker of readers gets how often it was asked. */
  private void closeWhileReading(BiFunction<Integer, ReadContext, SplitReader> readers)
      throws Exception {
    try (BaseConnector connector = Tiny.make(config -> new Hooked(config, readers));
        Extraction extraction = connector.extractData(TINY)) {
      reading.await();
      extraction.close();
    }
  }

  private SplitReader waiting() {
    return reader(
        () -> {
          reading.countDown();
          Thread.sleep(60_000);
        });
  }

  private static SplitReader cut() {
    return reader(
        () -> {
          throw new IOException("the line was cut");
        });
  }

  private interface Step {
    void run() throws Exception;
  }

  private static SplitReader reader(Step step) {
    return new SplitReader() {
      @Override
      public @Nullable RecordBatch readBatch() throws Exception {
        step.run();
        return null;
      }

      @Override
      public Completion completion() {
        return Completion.exhausted();
      }
    };
  }

  private static final class Hooked extends Tiny {
    private final BiFunction<Integer, ReadContext, SplitReader> readers;
    private int openings;

    Hooked(SourceConfig config, BiFunction<Integer, ReadContext, SplitReader> readers) {
      super(config);
      this.readers = readers;
    }

    @Override
    protected synchronized SplitReader openSplit(ReadTask task, ReadContext context) {
      return readers.apply(++openings, context);
    }
  }
}

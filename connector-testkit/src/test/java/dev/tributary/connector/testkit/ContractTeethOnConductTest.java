package dev.tributary.connector.testkit;

import static dev.tributary.connector.testkit.ContractTeeth.fails;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.testkit.ContractTeeth.Sound;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Each check of how a connector behaves beside reading fails for one that misbehaves just so. */
@Timeout(120)
class ContractTeethOnConductTest {
  static final class FailsToDisconnect extends Sound {
    @Override
    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host) {
        @Override
        protected void disconnect() throws IOException {
          throw new IOException("not connected");
        }
      };
    }
  }

  @Test
  void findAConnectorThatCannotBeClosed() {
    fails(FailsToDisconnect.class, "closesAnyNumberOfTimes");
  }

  static final class IgnoresInterruption extends Sound {
    private final AtomicBoolean silent = new AtomicBoolean();

    @Override
    protected AutoCloseable silence() {
      silent.set(true);
      return () -> silent.set(false);
    }

    @Override
    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host) {
        @Override
        boolean keeps(ReadTask task, long id) {
          long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
          while (silent.get() && System.nanoTime() - until < 0) {
            Thread.onSpinWait();
          }
          return true;
        }
      };
    }
  }

  @Test
  void findAReaderThatCannotBeStopped() {
    fails(IgnoresInterruption.class, "stopsWithinASecond");
  }

  static final class LeavesAThread extends Sound {
    @Override
    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host) {
        @Override
        protected void connect() {
          host.threads()
              .newThread(
                  () -> {
                    try {
                      Thread.sleep(5_000);
                    } catch (InterruptedException ended) {
                      Thread.currentThread().interrupt();
                    }
                  })
              .start();
        }
      };
    }
  }

  static final class LeavesAConnection extends Sound {
    private final AtomicInteger open = new AtomicInteger();

    @Override
    protected int openConnections() {
      return open.get();
    }

    @Override
    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host) {
        @Override
        protected SplitReader openSplit(ReadTask task, ReadContext context) throws Exception {
          open.incrementAndGet();
          SplitReader reader = super.openSplit(task, context);
          return () -> {
            RecordBatch batch = reader.readBatch();
            if (batch == null) {
              open.decrementAndGet();
            }
            return batch;
          };
        }
      };
    }
  }

  @Test
  void findWhatIsLeftBehind() {
    fails(LeavesAThread.class, "leavesNeitherThreadNorConnection");
    fails(LeavesAConnection.class, "leavesNeitherThreadNorConnection");
  }

  static final class ShowsItsToken extends Sound {
    @Override
    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host) {
        @Override
        public String toString() {
          return "numbers with " + config.get(TOKEN).reveal();
        }
      };
    }
  }

  static final class LogsItsToken extends Sound {
    @Override
    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host) {
        @Override
        protected void connect() {
          LoggerFactory.getLogger(LogsItsToken.class)
              .debug("connecting with {}", config.get(TOKEN).reveal());
        }
      };
    }
  }

  @Test
  void findAShownSecret() {
    fails(ShowsItsToken.class, "showsNoSecret");
    fails(LogsItsToken.class, "showsNoSecret");
  }

  static final class Hoards extends Sound {
    @Override
    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host) {
        private final Queue<RecordBatch> hoard = new ConcurrentLinkedQueue<>();

        @Override
        protected SplitReader openSplit(ReadTask task, ReadContext context) throws Exception {
          SplitReader reader = super.openSplit(task, context);
          return () -> {
            RecordBatch batch = reader.readBatch();
            if (batch != null) {
              hoard.add(batch);
            }
            return batch;
          };
        }
      };
    }
  }

  static final class IgnoresTheBatchSize extends Sound {
    @Override
    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host) {
        @Override
        protected SplitReader openSplit(ReadTask task, ReadContext context) {
          BatchBuilder rows = context.batch();
          AtomicBoolean done = new AtomicBoolean();
          return () -> {
            if (done.getAndSet(true)) {
              return null;
            }
            for (int i = 0; i < RECORDS; i++) {
              rows.add().set(0, task.split().bounds().getLong("from") + i);
            }
            return rows.build();
          };
        }
      };
    }
  }

  @Test
  void findThatMemoryIsNotBounded() {
    fails(Hoards.class, "boundsItsMemory");
    fails(IgnoresTheBatchSize.class, "boundsItsMemory");
  }
}

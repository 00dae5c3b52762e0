package dev.tributary.connector.testkit;

import static dev.tributary.connector.testkit.ContractTeeth.fails;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.read.ExtractionOptions;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import dev.tributary.connector.state.Commit;
import dev.tributary.connector.testkit.ContractTeeth.Sound;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each check of what is read fails for a connector that is broken in just that place. */
@Timeout(120)
class ContractTeethOnReadingTest {
  static final class LosesARecord extends Sound {
    @Override
    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host) {
        @Override
        boolean keeps(ReadTask task, long id) {
          return id != 13;
        }
      };
    }
  }

  @Test
  void findALostRecord() {
    fails(LosesARecord.class, "readsEverything");
  }

  static final class DescribesSomethingElse extends Sound {
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host) {
        @Override
        protected StreamSchema describe(String stream) throws Exception {
          StreamSchema schema = super.describe(stream);
          return asked.getAndIncrement() == 0 ? schema : schema.with(Field.string("promised"));
        }
      };
    }
  }

  @Test
  void findThatRecordsAreNotAsDescribed() {
    fails(DescribesSomethingElse.class, "describesWhatItYields");
  }

  /** A reader whose checkpoints are off by so many records. */
  private static SplitReader shifted(SplitReader reader, long by) {
    return new SplitReader() {
      @Override
      public RecordBatch readBatch() throws Exception {
        RecordBatch batch = reader.readBatch();
        return batch == null || batch.checkpoint().isEmpty()
            ? batch
            : batch.withCheckpoint(
                Position.of("items", batch.checkpoint().get().getLong("items") + by));
      }
    };
  }

  static final class CheckpointsAhead extends Sound {
    @Override
    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host) {
        @Override
        protected SplitReader openSplit(ReadTask task, ReadContext context) throws Exception {
          return shifted(super.openSplit(task, context), 1);
        }
      };
    }
  }

  static final class CheckpointsBehind extends Sound {
    @Override
    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host) {
        @Override
        protected SplitReader openSplit(ReadTask task, ReadContext context) throws Exception {
          return shifted(super.openSplit(task, context), -1);
        }
      };
    }
  }

  @Test
  void findACheckpointThatCoversTooMuchOrTooLittle() {
    fails(CheckpointsAhead.class, "resumesWhereverItIsCut");
    fails(CheckpointsBehind.class, "resumesWhereverItIsCut");
  }

  static final class HasNoCheckpoints extends Sound {
    @Override
    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host) {
        @Override
        protected SplitReader openSplit(ReadTask task, ReadContext context) throws Exception {
          SplitReader reader = super.openSplit(task, context);
          return () -> {
            RecordBatch batch = reader.readBatch();
            return batch == null ? null : batch.withCheckpoint(null);
          };
        }
      };
    }
  }

  @Test
  void findThatNothingCanBeGoneOnFrom() {
    fails(HasNoCheckpoints.class, "goesOnInsideASplit");
  }

  static final class LosesInParallel extends Sound {
    @Override
    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host) {
        @Override
        boolean keeps(ReadTask task, long id) {
          return id != 30 || !task.get(ExtractionOptions.PARALLEL);
        }
      };
    }
  }

  @Test
  void findThatReadersDisturbEachOther() {
    fails(LosesInParallel.class, "readsTheSameInParallel");
  }

  static final class PlansOneSplit extends Sound {
    @Override
    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host) {
        @Override
        protected SplitPlan planSplits(PlanRequest request) {
          return SplitPlan.of(split(0));
        }
      };
    }
  }

  @Test
  void findThatThereIsNothingToReadInParallel() {
    fails(PlansOneSplit.class, "plansSeveralSplits");
  }

  static final class RemembersWhatItPlanned extends Sound {
    @Override
    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host) {
        private final Set<String> planned = ConcurrentHashMap.newKeySet();

        @Override
        Split split(int number) {
          planned.add("numbers/" + number);
          return super.split(number);
        }

        @Override
        boolean keeps(ReadTask task, long id) {
          return planned.contains(task.split().id());
        }
      };
    }
  }

  @Test
  void findATaskThatMeansNothingInAnotherProcess() {
    fails(RemembersWhatItPlanned.class, "isReadTaskByTask");
  }

  static final class PlansAKeyInHalves extends Sound {
    @Override
    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host) {
        @Override
        protected SplitPlan planSplits(PlanRequest request) {
          Iterator<Integer> numbers = IntStream.range(0, SPLITS).iterator();
          return () ->
              numbers.hasNext()
                  ? List.of(split(numbers.next()).commits("the file", Position.empty()))
                  : null;
        }
      };
    }
  }

  @Test
  void findAKeyThatIsPlannedInSeveralCalls() {
    fails(PlansAKeyInHalves.class, "plansAllSplitsOfAKeyInOneCall");
  }

  static final class ArchivesOnce extends Sound {
    private final Set<String> archived = new HashSet<>();

    @Override
    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host) {
        @Override
        Split split(int number) {
          return super.split(number).commits("file-" + number, Position.empty());
        }

        @Override
        protected void afterCommit(List<Commit> commits) throws IOException {
          for (Commit commit : commits) {
            if (!archived.add(commit.key().orElseThrow())) {
              throw new FileNotFoundException(commit.key().get());
            }
          }
        }
      };
    }
  }

  @Test
  void findThatACommitIsNotIdempotent() {
    fails(ArchivesOnce.class, "takesAnAcknowledgementTwice");
  }
}

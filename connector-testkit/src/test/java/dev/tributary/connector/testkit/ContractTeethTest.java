package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.read.ExtractionOptions;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.read.StreamInfo;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import dev.tributary.connector.state.Commit;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Each check of the contract fails for a connector that is broken in just that place. */
@Timeout(120)
class ContractTeethTest {
  /** The contract of {@link Numbers}, sound as it stands. */
  static class Sound extends ConnectorContractTest {
    ConnectorSpec spec() {
      return ConnectorSpec.connection(Numbers.PLACE, Numbers.TOKEN);
    }

    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host);
    }

    @Override
    protected Connectors connectors() {
      return Connectors.none().with(Numbers.factory(spec(), this::make));
    }

    @Override
    protected SourceConfig source() {
      return SourceConfig.of("NUMBERS", "numbers")
          .with("place", "here")
          .with("token", "secret://numbers");
    }

    @Override
    protected ExtractionRequest request() {
      return ExtractionRequest.of("numbers").batchSize(5).parallelism(2);
    }

    @Override
    protected Map<String, Long> expected() {
      return Map.of("numbers", 100L);
    }

    @Override
    protected Map<String, String> secrets() {
      return Map.of("numbers", "four-and-twenty");
    }
  }

  @Test
  void passASoundConnector() {
    TestExecutionSummary summary = run(selectClass(Sound.class));
    assertThat(summary.getFailures()).isEmpty();
    assertThat(summary.getTestsSucceededCount()).isGreaterThan(15);
  }

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

  static final class ReportsOneProblem extends Sound {
    @Override
    ConnectorSpec spec() {
      return ConnectorSpec.connection(OptionSet.of(Numbers.TOKEN).allowUnknown());
    }

    @Override
    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host) {
        @Override
        protected void validateConnectionConfig(Problems problems) {
          for (String unknown : config.extras().keySet()) {
            if (!unknown.equals("place")) {
              problems.error(unknown, "no such option");
              return;
            }
          }
        }
      };
    }
  }

  @Test
  void findThatOnlyTheFirstProblemIsReported() {
    fails(ReportsOneProblem.class, "reportsEveryProblemOfAConfigurationAtOnce");
  }

  static final class TakesAnyOption extends Sound {
    @Override
    ConnectorSpec spec() {
      return super.spec().extraction(OptionSet.of().allowUnknown());
    }
  }

  @Test
  void findThatUnknownOptionsAreTaken() {
    fails(TakesAnyOption.class, "refusesAnUnknownOptionOfAnExtraction");
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

  static final class ListsNothing extends Sound {
    @Override
    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host) {
        @Override
        protected List<StreamInfo> streams() {
          return List.of();
        }
      };
    }
  }

  @Test
  void findThatStreamsAreNotListed() {
    fails(ListsNothing.class, "listsItsStreams");
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

  @Test
  void findAShownSecret() {
    fails(ShowsItsToken.class, "showsNoSecret");
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

  static final class CannotBeTried extends Sound {
    @Override
    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host) {
        @Override
        protected String probe() {
          throw new IllegalStateException("a defect");
        }
      };
    }
  }

  static final class SaysThatAllIsWell extends Sound {
    @Override
    protected SourceConfig unreachable() {
      return source().with("place", "nowhere");
    }
  }

  @Test
  void findThatATrialSaysTheOpposite() {
    fails(CannotBeTried.class, "triesItsConnection");
    fails(SaysThatAllIsWell.class, "triesItsConnection");
  }

  static final class TakesAnyStream extends Sound {
    @Override
    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host) {
        @Override
        protected StreamSchema describe(String stream) throws Exception {
          return super.describe("numbers");
        }

        @Override
        boolean keeps(ReadTask task, long id) {
          return false;
        }
      };
    }
  }

  @Test
  void findAStreamThatDoesNotExistAndIsReadAllTheSame() {
    fails(TakesAnyStream.class, "saysWhichStreamDoesNotExist");
  }

  /** Does nothing beyond the least, and says so. */
  static final class DeclaresAllOff extends Sound {
    @Override
    protected Set<Feature> without() {
      return EnumSet.allOf(Feature.class);
    }

    @Override
    protected Map<String, Long> expected() {
      return Map.of("numbers", 25L);
    }

    @Override
    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host) {
        @Override
        protected List<StreamInfo> streams() {
          return List.of();
        }

        @Override
        protected SplitPlan planSplits(PlanRequest request) {
          return SplitPlan.of(split(0).phase(1));
        }

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

  static final class DeclaresOffWhatItDoes extends Sound {
    @Override
    protected Set<Feature> without() {
      return EnumSet.allOf(Feature.class);
    }
  }

  @Test
  void holdAConnectorToWhatItDeclaresOff() {
    assertThat(run(selectClass(DeclaresAllOff.class)).getFailures()).isEmpty();
    fails(DeclaresOffWhatItDoes.class, "goesOnInsideASplit");
    fails(DeclaresOffWhatItDoes.class, "isReadTaskByTask");
    fails(DeclaresOffWhatItDoes.class, "listsItsStreams");
  }

  private static void fails(Class<?> contract, String check) {
    TestExecutionSummary summary = run(selectMethod(contract, check));
    assertThat(summary.getTestsFoundCount()).as(check).isEqualTo(1);
    assertThat(summary.getFailures()).as("%s of %s", check, contract).hasSize(1);
  }

  private static TestExecutionSummary run(DiscoverySelector what) {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(what)
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .build(),
            summary);
    return summary.getSummary();
  }
}

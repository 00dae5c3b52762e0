package dev.tributary.connector.testkit;

import static dev.tributary.connector.testkit.ContractTeeth.fails;
import static dev.tributary.connector.testkit.ContractTeeth.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.read.StreamInfo;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.testkit.ContractTeeth.Sound;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Each check of what a connector says of itself fails for one that says something else. */
@Timeout(120)
class ContractTeethTest {
  @Test
  void passASoundConnector() {
    TestExecutionSummary summary = run(selectClass(Sound.class));
    assertThat(summary.getFailures()).isEmpty();
    assertThat(summary.getTestsSucceededCount()).isGreaterThan(15);
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
}

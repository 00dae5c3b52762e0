package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectorFactory;
import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.host.Consistency;
import dev.tributary.connector.host.StreamOutcome;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.read.Completion;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.read.StreamInfo;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a connector says of its streams, and where a host finds it. */
class OutcomeTest {
  private static final Option<List<String>> ONLY = Option.strings("only").orElse(List.of("a", "b"));

  /** Offers the streams that an option names; each has two splits, of one moment or of several. */
  private static final class Moments extends BaseConnector {
    @Override
    protected List<StreamInfo> streams(Options options) {
      return options.get(ONLY).stream().map(StreamInfo::of).toList();
    }

    @Override
    protected StreamSchema describe(String stream) {
      return StreamSchema.of(Field.int64("id"));
    }

    @Override
    protected SplitPlan planSplits(PlanRequest request) {
      List<Split> splits = new ArrayList<>();
      for (String stream : request.streams()) {
        splits.add(Split.of(stream + "1", stream));
        splits.add(Split.of(stream + "2", stream));
      }
      return SplitPlan.of(splits);
    }

    @Override
    protected SplitReader openSplit(ReadTask task, ReadContext context) {
      Completion end = Completion.exhausted();
      Completion said =
          switch (task.split().id()) {
            case "a1", "a2", "b1" -> end.consistency(Consistency.ONE_MOMENT);
            case "b2" -> end.consistency(Consistency.SEVERAL_MOMENTS);
            default -> end;
          };
      return new SplitReader() {
        @Override
        public RecordBatch readBatch() {
          return null;
        }

        @Override
        public Completion completion() {
          return said;
        }
      };
    }
  }

  private static Map<String, StreamOutcome> read(ExtractionRequest request) {
    ConnectorFactory factory =
        new ConnectorFactory() {
          @Override
          public String sourceType() {
            return "MOMENTS";
          }

          @Override
          public ConnectorSpec spec() {
            return ConnectorSpec.none().extraction(ONLY);
          }

          @Override
          public BaseConnector create(SourceConfig source, ConnectorContext host) {
            return new Moments();
          }
        };
    try (BaseConnector connector =
            Connectors.none().with(factory).create(SourceConfig.of("MOMENTS", "moments"));
        Extraction extraction = connector.extractData(request)) {
      extraction.forEach(batch -> assertThat(batch.size()).isZero());
      return extraction.outcomes();
    }
  }

  @Test
  void tellsWhatTheRecordsOfAStreamShowTogether() {
    Map<String, StreamOutcome> outcomes = read(ExtractionRequest.of("a", "b", "c"));
    assertThat(outcomes.get("a").consistency()).contains(Consistency.ONE_MOMENT);
    assertThat(outcomes.get("b").consistency()).contains(Consistency.SEVERAL_MOMENTS);
    assertThat(outcomes.get("c").consistency()).isEqualTo(Optional.empty());
  }

  @Test
  void asksForTheStreamsThatTheOptionsName() {
    assertThat(read(ExtractionRequest.all())).containsOnlyKeys("a", "b");
    assertThat(read(ExtractionRequest.all().with("only", List.of("c")))).containsOnlyKeys("c");
    assertThat(read(ExtractionRequest.of("d"))).containsOnlyKeys("d");
  }
}

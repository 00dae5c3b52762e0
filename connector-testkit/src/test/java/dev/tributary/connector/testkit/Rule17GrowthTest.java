package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchLimits;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Reject;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.host.ConnectorListener;
import dev.tributary.connector.host.ExtractionMetadata;
import dev.tributary.connector.host.StreamOutcome;
import dev.tributary.connector.limit.RateLimits;
import dev.tributary.connector.limit.RetryPolicy;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Secret;
import dev.tributary.connector.read.Completion;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.read.StreamInfo;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import dev.tributary.connector.state.Commit;
import dev.tributary.connector.state.ExtractionState;
import dev.tributary.connector.state.KeyedState;
import dev.tributary.connector.state.StatePatch;
import dev.tributary.connector.state.StreamState;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("rule 17: growth")
class Rule17GrowthTest {
  @Test
  void letsAuthorsBuildOnlyFinalClassesWithFactories() {
    List<Class<?>> built =
        List.of(
            Position.class,
            Split.class,
            ReadTask.class,
            Completion.class,
            StreamInfo.class,
            ExtractionRequest.class,
            SourceConfig.class,
            ConnectorSpec.class,
            Connectors.class,
            ConnectorContext.class,
            RecordBatch.class,
            BatchBuilder.class,
            BatchLimits.class,
            Reject.class,
            Field.class,
            StreamSchema.class,
            DataType.class,
            Option.class,
            OptionSet.class,
            Secret.class,
            ExtractionState.class,
            StreamState.class,
            KeyedState.class,
            StatePatch.class,
            Commit.class,
            RateLimits.class,
            RetryPolicy.class,
            StreamOutcome.class,
            ExtractionMetadata.class);
    assertThat(built)
        .allSatisfy(
            type -> {
              assertThat(java.lang.reflect.Modifier.isFinal(type.getModifiers())).isTrue();
              assertThat(type.isRecord()).isFalse();
              assertThat(type.getConstructors()).isEmpty();
            });
  }

  @Test
  void givesEveryHookADefault() {
    assertThat(ConnectorListener.class.getMethods())
        .allMatch(
            method ->
                method.isDefault() || java.lang.reflect.Modifier.isStatic(method.getModifiers()));
    assertThat(
            Arrays.stream(SplitPlan.class.getMethods())
                .filter(method -> java.lang.reflect.Modifier.isAbstract(method.getModifiers())))
        .extracting(java.lang.reflect.Method::getName)
        .containsExactly("next");
    assertThat(
            Arrays.stream(SplitReader.class.getMethods())
                .filter(method -> java.lang.reflect.Modifier.isAbstract(method.getModifiers())))
        .extracting(java.lang.reflect.Method::getName)
        .containsExactly("readBatch");
    assertThat(
            Arrays.stream(BaseConnector.class.getDeclaredMethods())
                .filter(method -> java.lang.reflect.Modifier.isAbstract(method.getModifiers())))
        .extracting(java.lang.reflect.Method::getName)
        .containsExactlyInAnyOrder("describe", "openSplit");
  }
}

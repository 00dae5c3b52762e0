package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.Planned;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.host.ConnectorListener;
import dev.tributary.connector.option.SecretStore;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("rule 15: secrets stay references")
@Timeout(30)
class Rule15SecretsTest {
  private static final String VALUE = "correct-horse-battery";

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final ConnectorContext host =
      ConnectorContext.defaults()
          .secrets(SecretStore.of(Map.of("shop", VALUE)))
          .listener(
              new ConnectorListener() {
                @Override
                public void retried(String sourceId, String what, int attempt, Duration after) {
                  told.add(what);
                }

                @Override
                public void warned(String sourceId, String message) {
                  told.add(message);
                }

                @Override
                public void secretUsed(String reference) {
                  told.add("used " + reference);
                }
              });

  private BaseConnector connector(Function<SourceConfig, BaseConnector> make) {
    return Tiny.only(make, host)
        .create(SourceConfig.of("TINY", "tiny").with("token", "secret://shop"));
  }

  @Test
  void refusesABoundThatHoldsARevealedValue() {
    BaseConnector leaky =
        connector(
            config ->
                new Tiny(config) {
                  @Override
                  protected SplitPlan planSplits(PlanRequest request) {
                    String token = config.get(TOKEN).reveal();
                    return SplitPlan.of(
                        Split.of("s", "s").bounds(Position.of("url", "https://x?t=" + token)));
                  }
                });
    refused(leaky);
  }

  @Test
  void refusesACheckpointThatHoldsARevealedValue() {
    BaseConnector leaky =
        connector(
            config ->
                new Tiny(config) {
                  @Override
                  protected SplitReader openSplit(ReadTask task, ReadContext context) {
                    String token = config.get(TOKEN).reveal();
                    return () -> context.empty(Position.of("next", List.of("a", token)));
                  }
                });
    refused(leaky);
  }

  @Test
  void redactsWhatAConnectorThrows() {
    BaseConnector careless =
        connector(
            config ->
                new Tiny(config) {
                  @Override
                  protected SplitReader openSplit(ReadTask task, ReadContext context)
                      throws IOException {
                    throw new IOException("401 for Bearer " + config.get(TOKEN).reveal());
                  }
                });
    try (careless;
        Extraction extraction =
            careless.extractData(ExtractionRequest.of("s").with("max_reopenings", 1))) {
      ConnectorException failure = Reads.failure(extraction);
      assertThat(failure).hasMessageContaining("401 for Bearer ***");
      StringWriter stack = new StringWriter();
      failure.printStackTrace(new PrintWriter(stack));
      assertThat(stack.toString()).doesNotContain(VALUE);
      assertThat(extraction.metadata().toString()).doesNotContain(VALUE);
    }
    assertThat(told).isNotEmpty().noneMatch(text -> text.contains(VALUE));
    assertThat(told).anyMatch(text -> text.startsWith("used ") && text.contains("shop"));
  }

  @Test
  void carriesReferencesToOtherProcesses() {
    try (BaseConnector connector = connector(Tiny::new);
        Planned planned = connector.plan(ExtractionRequest.of("s"))) {
      assertThat(connector.source().get(Tiny.TOKEN).reveal()).isEqualTo(VALUE);
      String task = planned.all().get(0).toJson();
      String source = connector.source().toJson();
      assertThat(task).doesNotContain(VALUE);
      assertThat(source).doesNotContain(VALUE).contains("secret://shop");
      assertThat(connector.source().toString()).doesNotContain(VALUE);
      assertThat(planned.state().toJson()).doesNotContain(VALUE);
    }
  }

  @Test
  void refusesToCarryASecretThatStandsInTheConfiguration() {
    try (BaseConnector connector =
        Tiny.only(Tiny::new, host).create(SourceConfig.of("TINY", "tiny").with("token", VALUE))) {
      assertThatThrownBy(() -> connector.source().toJson())
          .isInstanceOf(ConnectorException.class)
          .hasMessageNotContaining(VALUE)
          .hasMessageContaining("token");
    }
  }

  private void refused(BaseConnector leaky) {
    try (leaky;
        Extraction extraction = leaky.extractData(ExtractionRequest.of("s"))) {
      ConnectorException failure = Reads.failure(extraction);
      assertThat(failure.kind()).isEqualTo(ErrorKind.INTERNAL);
      assertThat(failure)
          .hasMessageContaining("secret that was revealed")
          .hasMessageNotContaining(VALUE);
      assertThat(extraction.state().toJson()).doesNotContain(VALUE);
    }
  }
}

package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.option.Problem;
import org.junit.jupiter.api.Test;

/** A source can be checked without being used. */
class CheckedSourceTest {
  private final FakeSource source = FakeSource.of(FakeStream.of("orders", 1, 1));
  private final Connectors connectors = Connectors.none().with(source);

  @Test
  void reportsEveryProblemAtOnceAndConnectsNothing() {
    SourceConfig wrong = SourceConfig.of("fake", "shop").with("plaze", "x").with("timeout", "soon");
    assertThat(connectors.check(wrong))
        .extracting(Problem::path)
        .contains("plaze", "place", "timeout");
    assertThat(connectors.check(source.config())).isEmpty();
    assertThat(source.log().connects()).isZero();
  }

  @Test
  void saysWhyATypeCannotBeServed() {
    SourceConfig unknown = SourceConfig.of("FAKED", "shop");
    assertThat(connectors.check(unknown))
        .singleElement()
        .asString()
        .contains("no connector of type FAKED");
    SourceConfig custom = SourceConfig.of("CUSTOM", "shop").with("connector_class", "no.Such");
    assertThat(connectors.check(custom)).singleElement().asString().contains("no.Such");
    assertThat(connectors.spec(unknown)).isEmpty();
    assertThat(connectors.spec(custom)).isEmpty();
  }

  @Test
  void returnsTheSpecificationOfATypeInAnyCase() {
    assertThat(connectors.spec(SourceConfig.of("fake", "shop")))
        .hasValueSatisfying(
            spec -> assertThat(spec.connection().options()).contains(FakeSource.PLACE));
  }
}

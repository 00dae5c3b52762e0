package dev.tributary.connector.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {
  private static final Option<String> TEXT = Option.string("text");
  private static final Resolver RESOLVER =
      Resolver.none()
          .withEnvironment(Map.of("HOST", "shop.example", "EMPTY", "", "SNEAKY", "secret://x"))
          .withRun(Map.of("run.id", "r1", "pipeline.name", "sales")::get);

  private final Problems problems = Problems.empty();

  private Options bind(String text, Resolver resolver) {
    return OptionSet.of(TEXT).bind(Configuration.of(Map.of("text", text)), problems, resolver);
  }

  @ParameterizedTest
  @CsvSource({
    "https://${HOST}/v1, https://shop.example/v1",
    "${HOST:-x}, shop.example",
    "${NOT_SET:-a:-b}, a:-b",
    "${EMPTY:-filled}, filled",
    "${run.id}/${pipeline.name}, r1/sales",
    "$${HOST}, ${HOST}",
    "$$${HOST}, $${HOST}",
    "a$b{c}, a$b{c}",
    "$, $"
  })
  void readsReferences(String written, String meant) {
    assertThat(bind(written, RESOLVER).get(TEXT)).isEqualTo(meant);
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void lendsTheEnvironmentToConnectors() {
    Resolver resolver = Resolver.none().withEnvironment(Map.of("HOST", "shop.example"));
    assertThat(resolver.variable("HOST")).isEqualTo("shop.example");
    assertThat(resolver.variable("NONE")).isNull();
  }

  @Test
  void readsAnEmptyVariableAndAnEmptyDefault() {
    assertThat(bind("${EMPTY}${NOT_SET:-}", RESOLVER).get(TEXT)).isEmpty();
  }

  @Test
  void saysWhichVariableIsNotSet() {
    bind("${NOT_SET}", RESOLVER);
    assertThat(problems)
        .hasToString(
            "✗ `text`: needs the environment variable NOT_SET, which is not set. Set it, or write a"
                + " default after `:-`");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${a b}",
        "${}",
        "${1A}",
        "${now()}",
        "${run.}",
        "${secret:}",
        "${A:-${B}}",
        "${é}"
      })
  void refusesAnythingElseInBraces(String written) {
    bind(written, RESOLVER);
    assertThat(problems.toString()).contains("which is no reference").contains("${NAME:-default}");
  }

  @Test
  void refusesABraceThatIsNotClosed() {
    bind("${HOST", RESOLVER);
    assertThat(problems.toString()).contains("has `${` without `}`");
  }

  @Test
  void saysThatARunsValuesNeedARun() {
    bind("${run.window_start}", Resolver.none());
    assertThat(problems.toString()).contains("has ${run.window_start}, which has a value only");
    bind("${run.windw}", RESOLVER);
    assertThat(problems.toString()).contains("has ${run.windw}, which this run does not know");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret://x", " secret://x\n", "a${secret:x}b"})
  void refusesASecretWhereItWouldBeShown(String written) {
    bind(written, RESOLVER);
    assertThat(problems.toString())
        .contains("refers to a secret, but this option is not kept secret");
  }

  @Test
  void refusesASecretThatComesThroughAVariable() {
    bind("${SNEAKY}", RESOLVER);
    assertThat(problems.toString())
        .contains("becomes a reference to a secret only through a variable");
  }

  @Test
  void showsWhatWasWrittenNotWhatTheEnvironmentHolds() {
    Option<Integer> port = Option.integer("port");
    OptionSet.of(port).bind(Configuration.of(Map.of("port", "${HOST}")), problems, RESOLVER);
    assertThat(problems).hasToString("✗ `port`: must be a whole number; given \"${HOST}\"");
  }
}

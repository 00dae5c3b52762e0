package dev.tributary.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The public API changes on purpose only: it is what {@code api/*.txt} says. */
class ApiTest {
  /** Also in CONTRIBUTING. */
  static final String UPDATE =
      "mvn -q test -pl connector-architecture -am -Dtest='ApiTest,SinceTest' -Dapi.update"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  private static final Path DUMPS = Modules.root().resolve("api");

  @ParameterizedTest
  @EnumSource
  void isAsWritten(Modules module) throws IOException {
    Path dump = DUMPS.resolve(module.artifact() + ".txt");
    List<String> now = PublicApi.lines(module);
    assertThat(now).isNotEmpty();
    if (System.getProperty("api.update") != null) {
      Files.createDirectories(DUMPS);
      Files.writeString(dump, String.join("\n", now) + "\n");
    }
    List<String> written = Files.readAllLines(dump);
    assertThat(List.of("added", without(now, written), "gone", without(written, now)))
        .as("the API of %s; if it is meant to change: %s", module.artifact(), UPDATE)
        .isEqualTo(List.of("added", List.of(), "gone", List.of()));
    assertThat(now).isEqualTo(written);
  }

  /** Returns the lines that the others do not hold, each with its type. */
  private static List<String> without(List<String> lines, List<String> others) {
    Set<String> known = Set.copyOf(placed(others));
    return placed(lines).stream().filter(line -> !known.contains(line)).toList();
  }

  private static List<String> placed(List<String> lines) {
    List<String> placed = new ArrayList<>();
    String type = "";
    for (String line : lines) {
      boolean member = line.startsWith("  ");
      type = member ? type : line;
      placed.add(member ? type + ":" + line : line);
    }
    return placed;
  }

  @Test
  void everyDumpIsOfAModule() throws IOException {
    TreeSet<String> dumps = new TreeSet<>();
    try (Stream<Path> files = Files.list(DUMPS)) {
      files.forEach(file -> dumps.add(file.getFileName().toString()));
    }
    assertThat(dumps)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Modules.values()).map(module -> module.artifact() + ".txt").toList());
  }

  @Test
  void whatIsExperimentalIsListed() throws IOException {
    String page = Files.readString(Modules.root().resolve("docs/compatibility.md"));
    TreeSet<String> experimental = new TreeSet<>();
    for (Modules module : Modules.values()) {
      experimental.addAll(PublicApi.experimental(module));
    }
    assertThat(experimental).isNotEmpty();
    assertThat(experimental).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
  }

  @ParameterizedTest
  @ValueSource(strings = "PIPELINE")
  void theWholeModuleIsExperimental(Modules module) throws IOException {
    assertThat(PublicApi.experimental(module)).containsAll(PublicApi.packages(module));
  }
}

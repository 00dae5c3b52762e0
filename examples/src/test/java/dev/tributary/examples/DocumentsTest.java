package dev.tributary.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents show is what is compiled and run. */
class DocumentsTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/tributary/examples");
  private static final Path TESTS = Path.of("src/test/java/dev/tributary/examples");
  private static final Path OUTSIDE = Path.of("outside/src/main/java/org/example/outside");

  @Test
  void readmeShowsTheFirstReads() throws IOException {
    List<String> shown = java("README.md");
    assertThat(shown).hasSize(2);
    assertThat(unindented(Files.readString(SOURCES.resolve("FirstRead.java"))))
        .contains(unindented(shown.get(0)));
    assertThat(unindented(Files.readString(SOURCES.resolve("FirstTable.java"))))
        .contains(unindented(shown.get(1)));
  }

  @Test
  void theProjectOutsideRunsWhatTheReadmeShowsFirst() throws IOException {
    assertThat(unindented(Files.readString(OUTSIDE.resolve("ReadmeOrders.java"))))
        .contains(unindented(java("README.md").get(0)));
  }

  @Test
  void contributingShowsTheWalkThroughConnectorAndItsTest() throws IOException {
    assertThat(java("CONTRIBUTING.md"))
        .contains(
            Files.readString(SOURCES.resolve("walkthrough/Shop.java")),
            Files.readString(TESTS.resolve("walkthrough/ShopContractIT.java")));
  }

  @Test
  void everyBlockOfJavaIsOfTheExamples() throws IOException {
    StringBuilder examples = new StringBuilder();
    for (Path sources : List.of(SOURCES, TESTS, OUTSIDE)) {
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          examples.append(unindented(Files.readString(file)));
        }
      }
    }
    int blocks = 0;
    for (Path document : Documents.all()) {
      for (String shown : Documents.blocks(document, "java")) {
        blocks++;
        assertThat(examples).as(Documents.name(document)).contains(unindented(shown));
      }
    }
    assertThat(blocks).isGreaterThan(10);
  }

  private static List<String> java(String document) throws IOException {
    return Documents.blocks(Documents.ROOT.resolve(document), "java");
  }

  private static String unindented(String code) {
    return code.lines().map(String::strip).reduce("", (above, line) -> above + line + "\n");
  }
}

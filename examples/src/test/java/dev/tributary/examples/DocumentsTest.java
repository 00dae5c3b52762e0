package dev.tributary.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents show is what is compiled and run. */
class DocumentsTest {
  private static final Path ROOT = Path.of("..");
  private static final Path SOURCES = Path.of("src/main/java/dev/tributary/examples");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

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
  void contributingShowsTheWalkThroughConnector() throws IOException {
    assertThat(java("CONTRIBUTING.md"))
        .contains(Files.readString(SOURCES.resolve("walkthrough/Shop.java")));
  }

  @Test
  void guidesShowWhatTheExamplesDo() throws IOException {
    StringBuilder examples = new StringBuilder();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        examples.append(unindented(Files.readString(file)));
      }
    }
    int blocks = 0;
    try (Stream<Path> guides = Files.list(ROOT.resolve("docs"))) {
      for (Path guide : guides.filter(file -> file.toString().endsWith(".md")).toList()) {
        for (String shown : java("docs/" + guide.getFileName())) {
          blocks++;
          assertThat(examples).as(guide.toString()).contains(unindented(shown));
        }
      }
    }
    assertThat(blocks).isPositive();
  }

  @Test
  void contributingShowsTheWalkThroughTest() throws IOException {
    Path test = Path.of("src/test/java/dev/tributary/examples/walkthrough/ShopContractIT.java");
    assertThat(java("CONTRIBUTING.md")).contains(Files.readString(test));
  }

  private static List<String> java(String document) throws IOException {
    return JAVA.matcher(Files.readString(ROOT.resolve(document)))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }

  private static String unindented(String code) {
    return code.lines().map(String::strip).reduce("", (above, line) -> above + line + "\n");
  }
}

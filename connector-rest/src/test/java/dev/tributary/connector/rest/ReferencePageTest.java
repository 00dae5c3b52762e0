package dev.tributary.connector.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.ConnectorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code -Ddocs.write} to write the page anew. */
class ReferencePageTest {
  private static final Path PAGE = Path.of("..", "docs", "rest-options.md");

  @Test
  void isCurrent() throws IOException {
    ConnectorSpec spec = new RestConnectorFactory().spec();
    String page =
        "# Options of `source_type: API`\n\n"
            + spec.description()
            + " Made from the options themselves; do not edit.\n\n"
            + "## `connection_config`\n\n"
            + spec.connection().toMarkdown().strip()
            + "\n\n## An extraction, or a stream of `streams`\n\n"
            + spec.extraction().toMarkdown().strip()
            + "\n";
    if (Boolean.getBoolean("docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("write it with -Ddocs.write=true").hasContent(page);
  }
}

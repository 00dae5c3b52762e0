package dev.tributary.connector.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.option.OptionSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code -Ddocs.write} to write the page anew. */
class ReferencePageTest {
  private static final Path PAGE = Path.of("..", "docs", "gcs-options.md");

  @Test
  void isCurrent() throws IOException {
    ConnectorSpec spec = new GcsConnectorFactory().spec();
    String page =
        "# Options of `source_type: GCS`\n\n"
            + spec.description()
            + " Made from the options themselves; do not edit.\n\n"
            + "## `connection_config`\n\n"
            + spec.connection().toMarkdown().strip()
            + "\n\n## An extraction\n\nBesides those of [all files](files-options.md#an-extraction):\n\n"
            + OptionSet.of(GcsOptions.EXTRACTION_BUCKET).toMarkdown().strip()
            + "\n";
    if (Boolean.getBoolean("docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("write it with -Ddocs.write=true").hasContent(page);
  }
}

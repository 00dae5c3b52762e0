package dev.tributary.connector.cloudsql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.cloudsql.option.ConnectionOptions;
import dev.tributary.connector.cloudsql.option.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code -Ddocs.write} to write the page anew. */
class ReferencePageTest {
  private static final Path PAGE = Path.of("..", "docs", "cloudsql-options.md");

  @Test
  void isCurrent() throws IOException {
    String page =
        "# Options of `source_type: CLOUD_SQL`\n\n"
            + "Made from the options themselves; do not edit. See also"
            + " [connecting](cloudsql-connecting.md).\n\n"
            + "## `connection_config`\n\n"
            + ConnectionOptions.ALL.toMarkdown().strip()
            + "\n\n## An extraction\n\n"
            + ReadOptions.ALL.toMarkdown().strip()
            + "\n";
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("write it with -Ddocs.write=true").hasContent(page);
  }
}

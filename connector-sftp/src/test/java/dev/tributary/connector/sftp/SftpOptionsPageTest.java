package dev.tributary.connector.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.ConnectorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code -Ddocs.write} to write the page anew. */
class SftpOptionsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "sftp-options.md");

  @Test
  void isCurrent() throws IOException {
    ConnectorSpec spec = new SftpConnectorFactory().spec();
    String page =
        "# Options of SFTP servers\n\n"
            + spec.description()
            + " Made from the options themselves; do not edit.\n\n"
            + "An extraction has the options of [files](files-options.md#an-extraction).\n\n"
            + "## `connection_config` of `source_type: SFTP`\n\n"
            + spec.connection().toMarkdown().strip()
            + "\n";
    if (Boolean.getBoolean("docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("write it with -Ddocs.write=true").hasContent(page);
  }
}

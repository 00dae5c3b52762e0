package dev.tributary.connector.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.files.format.FileFormat;
import dev.tributary.connector.files.format.FileFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code -Ddocs.write} to write the page anew. */
class ReferencePageTest {
  private static final Path PAGE = Path.of("..", "docs", "files-options.md");

  @Test
  void isCurrent() throws IOException {
    ConnectorSpec spec = new LocalFilesFactory().spec();
    StringBuilder page =
        new StringBuilder("# Options of files\n\n")
            .append(spec.description())
            .append(" Made from the options themselves; do not edit.\n\n")
            .append("## `connection_config` of `source_type: FILE`\n\n")
            .append(spec.connection().toMarkdown().strip())
            .append("\n\n## An extraction\n\n")
            .append(spec.extraction().toMarkdown().strip())
            .append('\n');
    for (FileFormat format : FileFormats.discover(ReferencePageTest.class.getClassLoader()).all()) {
      page.append("\n## `read_options` of ").append(format.name()).append("\n\n");
      page.append(format.readOptions().toMarkdown().strip()).append('\n');
      if (!format.writeOptions().options().isEmpty()) {
        page.append("\n## Write options of ").append(format.name()).append("\n\n");
        page.append(format.writeOptions().toMarkdown().strip()).append('\n');
      }
    }
    if (Boolean.getBoolean("docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("write it with -Ddocs.write=true").hasContent(page.toString());
  }
}

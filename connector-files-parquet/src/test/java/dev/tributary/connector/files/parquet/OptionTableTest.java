package dev.tributary.connector.files.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code -Ddocs.write=true} to write the guide's table anew. */
class OptionTableTest {
  private static final Path PAGE = Path.of("..", "docs", "files-parquet.md");
  private static final String BEGIN = "<!-- made from the options themselves -->\n";
  private static final String END = "<!-- end -->\n";

  @Test
  void isCurrent() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    String table = new ParquetFormat().writeOptions().toMarkdown().strip() + "\n";
    String current = page.substring(0, from) + table + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, current);
    }
    assertThat(PAGE).as("write it with -Ddocs.write=true").hasContent(current);
  }
}

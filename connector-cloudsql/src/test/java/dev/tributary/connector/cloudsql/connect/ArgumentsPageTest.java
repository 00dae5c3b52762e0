package dev.tributary.connector.cloudsql.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.cloudsql.option.DbType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Run with {@code -Ddocs.write} to write the tables anew. */
class ArgumentsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "cloudsql-connecting.md");

  @ParameterizedTest
  @EnumSource
  void isCurrent(DbType type) throws IOException {
    String begin = "<!-- " + type.name().toLowerCase(Locale.ROOT) + " -->\n";
    String table = Target.arguments(type).toMarkdown();
    String page = Files.readString(PAGE);
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf("<!-- end -->", from);
    if (Boolean.getBoolean("docs.write")) {
      page = page.substring(0, from) + table + page.substring(to);
      Files.writeString(PAGE, page);
    }
    assertThat(page).as("write it with -Ddocs.write=true").contains(begin + table + "<!-- end -->");
  }
}

package dev.tributary.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.state.ExtractionState;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's first lines for files, run as a person would. */
class FirstFilesTest {
  @TempDir private Path directory;

  @Test
  void copiesWhatIsNew() throws IOException {
    Path in = directory.resolve("in");
    Path out = directory.resolve("out");
    Files.createDirectories(in.resolve("sales"));
    Files.createDirectories(out);
    write(in.resolve("sales/one.csv.gz"), "id,day,amount\n1,2026-01-01,1.50\n2,2026-01-02,7.00\n");
    ExtractionState first = FirstFiles.copy(in, out, ExtractionState.initial());
    write(in.resolve("sales/two.csv.gz"), "id,day,amount\n3,2026-01-02,9.99\n");
    FirstFiles.copy(in, out, first);

    assertThat(lines(out.resolve("sales/day=2026-01-01")))
        .containsExactly("{\"id\":1,\"amount\":1.50}");
    assertThat(lines(out.resolve("sales/day=2026-01-02")))
        .containsExactlyInAnyOrder("{\"id\":2,\"amount\":7.00}", "{\"id\":3,\"amount\":9.99}");
  }

  private static void write(Path file, String text) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static List<String> lines(Path directory) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
        }
      }
    }
    return lines;
  }
}

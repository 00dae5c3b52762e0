package dev.tributary.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's first pipeline, with the configurations that the guide shows. */
class FirstPipelineTest {
  @TempDir private Path directory;

  @Test
  void stagesAndHandsOver() throws IOException {
    Path config = directory.resolve("config");
    Path sales = Files.createDirectories(directory.resolve("in/sales"));
    Files.writeString(sales.resolve("one.csv"), "id,amount\n1,1.50\n2,7.00\n");
    write(
        config.resolve("sources/sales_files.yml"),
        "source_id: sales_files",
        "source_type: FILE",
        "connection_config: { path: /nowhere }");
    write(
        config.resolve("prod/sources/sales_files.yml"),
        "source_id: sales_files",
        "connection_config: { path: '" + directory.resolve("in") + "' }");
    write(
        config.resolve("pipelines/sales.yml"),
        "pipeline_id: sales",
        "source_id: sales_files",
        "streams: [sales]",
        "configuration:",
        "  extraction: { file_pattern: 'sales/*.csv', batch_size: 5000 }",
        "  staging: { path: staging, format: JSONL }");

    assertThat(run(config)).contains("loaded sales: 2 rows");
    Files.writeString(sales.resolve("two.csv"), "id,amount\n3,9.99\n");
    assertThat(run(config)).contains("loaded sales: 1 rows");

    try (Stream<Path> staged = Files.walk(config.resolve("staging"))) {
      assertThat(staged.filter(file -> file.toString().endsWith(".jsonl")).map(this::text))
          .containsExactlyInAnyOrder(
              "{\"id\":1,\"amount\":1.50}\n{\"id\":2,\"amount\":7.00}\n",
              "{\"id\":3,\"amount\":9.99}\n");
    }
  }

  private String run(Path config) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream console = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      FirstPipeline.main(new String[] {config.toString(), directory.resolve("runs").toString()});
    } finally {
      System.setOut(console);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unread) {
      throw new java.io.UncheckedIOException(unread);
    }
  }

  private static void write(Path file, String... lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines));
  }
}

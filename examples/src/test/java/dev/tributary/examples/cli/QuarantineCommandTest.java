package dev.tributary.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.examples.cli.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineCommandTest {
  @TempDir private Path directory;

  @Test
  void showsWhatWasSetAsideAndWhy() throws IOException {
    Shell shell = new Shell(directory);
    Path in = shell.sales();
    Files.writeString(in.resolve("two.csv"), "id,amount,city\n3,9.99,\n");
    shell.write(
        "pipelines/sales.yml",
        "pipeline_id: sales",
        "source_id: sales_files",
        "streams: [sales]",
        "configuration:",
        "  extraction: { file_pattern: '*.csv' }",
        "  transformation: { type_conversions: { city: integer } }",
        "  error_handling: { max_bad_records: 5 }",
        "  staging: { path: staging, format: JSONL }");
    assertThat(shell.run("quarantine", "list", "sales").out()).contains("Nothing was set aside.");
    Result run = shell.run("run", "sales");
    assertThat(run.code()).as(run.err() + run.out()).isZero();

    Result listed = shell.run("quarantine", "list", "sales");
    assertThat(listed.out()).contains("WHY").contains("Lyon").contains("Köln");
    assertThat(shell.run("quarantine", "list", "sales", "-n", "1").out().lines()).hasSize(2);
    assertThat(shell.run("quarantine", "list", "sales", "other").out()).contains("Nothing");
    assertThat(shell.run("quarantine", "list", "sales", "--json").out()).contains("\"reason\"");
    assertThat(shell.plain("quarantine").err()).contains("quarantine list");
  }
}

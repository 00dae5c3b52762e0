package dev.tributary.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.json.JsonTree;
import dev.tributary.examples.cli.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
  @TempDir private Path directory;
  private Shell shell;
  private Path in;

  @BeforeEach
  void open() throws IOException {
    shell = new Shell(directory);
    in = shell.sales();
  }

  @Test
  void stagesWhatIsNew() throws IOException {
    Result first = shell.run("run", "sales");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).contains("sales, run 2").contains("2 records").contains("committed");
    assertThat(first.err()).contains("sales").contains("2 records");
    Files.writeString(in.resolve("two.csv"), "id,amount,city\n3,9.99,Ulm\n");
    Result second = shell.run("run", "--all", "--json");
    assertThat(second.code()).isZero();
    assertThat(second.out()).contains("\"rows\": 1").contains("part-");
    assertThat(staged()).isEqualTo(3);

    Result history = shell.run("history", "sales");
    assertThat(history.out().lines()).hasSize(3);
    assertThat(history.out()).contains("committed");
    assertThat(shell.run("history", "sales", "-n", "1", "--json").out()).contains("\"rows\": 1");
  }

  private long staged() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("staging"))) {
      long rows = 0;
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
        rows += Files.readAllLines(file).size();
      }
      return rows;
    }
  }

  @Test
  void readsAndWritesNothingInADryRun() {
    Result first = shell.run("run", "sales", "--dry-run");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).contains("3").contains("the beginning: everything");
    assertThat(directory.resolve("runs")).doesNotExist();
    assertThat(directory.resolve("staging")).doesNotExist();
    shell.run("run", "sales");
    assertThat(shell.run("run", "sales", "--dry-run", "--json").out()).contains("its state");
  }

  @Test
  void saysInADryRunWhatWouldFail() throws IOException {
    shell.write(
        "sources/sales_files.yml",
        "source_id: sales_files",
        "source_type: FILE",
        "connection_config: { path: /nowhere/at/all }");
    Result result = shell.run("run", "sales", "--dry-run");
    assertThat(result.code()).isPositive();
    assertThat(result.out()).contains("would fail").contains("/nowhere/at/all");
  }

  @Test
  void endsWithOneWhereAStreamFails() throws IOException {
    Files.writeString(in.resolve("two.csv"), "id,amount,city\n3,\"open,Ulm\n");
    Result result = shell.run("run", "sales");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).contains("failed").contains("two.csv");
    assertThat(shell.run("history", "sales").out()).contains("failed");
    assertThat(shell.run("run", "sales", "--json").out()).contains("\"kind\": \"DATA\"");
  }

  @Test
  void asksForAPipeline() {
    Result none = shell.run("run");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("Name some of sales");
    assertThat(shell.run("run", "sales", "--all").code()).isEqualTo(2);
    assertThat(shell.run("run", "sals").err()).contains("Did you mean `sales`?");
  }

  @Test
  void leavesAnInactivePipelineAlone() throws IOException {
    shell.write(
        "pipelines/off.yml",
        "pipeline_id: off",
        "source_id: sales_files",
        "streams: [sales]",
        "is_active: false");
    assertThat(shell.run("run", "off").err()).contains("is_active: true");
    assertThat(shell.run("run", "--all").out()).contains("sales, run").doesNotContain("off, run");
  }

  @Test
  void runsNotAllIfSomethingIsWrong() throws IOException {
    shell.write("pipelines/bad.yml", "pipeline_id: bad");
    Result result = shell.run("run", "--all");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("tributary validate");
    assertThat(shell.run("run", "sales").code()).isZero();
  }

  @Test
  void saysThatItNeverRan() {
    assertThat(shell.run("history", "sales").out()).contains("It never ran.");
    assertThat(JsonTree.parse(shell.run("history", "sales", "--json").out()).toString())
        .isEqualTo("[]");
  }
}

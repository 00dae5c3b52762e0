package dev.tributary.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.pipeline.state.PipelineStore;
import dev.tributary.connector.pipeline.state.RunLock;
import dev.tributary.examples.cli.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateCommandTest {
  @TempDir private Path directory;
  private Shell shell;

  @BeforeEach
  void open() throws IOException {
    shell = new Shell(directory);
    shell.sales();
  }

  @Test
  void showsWhatTheNextRunGoesOnFrom() {
    assertThat(shell.run("state", "show", "sales").out()).contains("reads everything");
    shell.run("run", "sales");
    assertThat(shell.run("state", "show", "sales").out()).contains("STREAM").contains("run");
    assertThat(shell.run("state", "show", "sales", "sales").out())
        .contains("VERSION")
        .contains("\"extraction");
    assertThat(shell.run("state", "show", "sales", "--json").out()).contains("\"version\": 1");
  }

  @Test
  void setsBackAndRestores() {
    shell.run("run", "sales");
    assertThat(shell.run("run", "sales").out()).contains(": 0 records");
    Result reset = shell.run("state", "reset", "sales");
    assertThat(reset.code()).as(reset.err()).isZero();
    assertThat(reset.out()).contains("(reset)");
    assertThat(shell.run("run", "sales").out()).contains(": 2 records");
    String newest = shell.run("state", "show", "sales", "--json").out();
    String version = newest.replaceAll("(?s).*?\"version\": (\\d+).*", "$1");
    assertThat(shell.run("state", "reset", "sales", "sales").code()).isZero();
    Result restored = shell.run("state", "restore", "sales", "--version-number", version);
    assertThat(restored.code()).as(restored.err()).isZero();
    assertThat(shell.run("run", "sales").out()).contains(": 0 records");
    Result missing = shell.run("state", "restore", "sales", "--version-number", "99");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("there is no version 99");
  }

  @Test
  void storesWhatWasEdited() throws IOException {
    shell.run("run", "sales");
    Path file = directory.resolve("state.json");
    Files.writeString(file, shell.run("state", "show", "sales", "sales", "--json").out());
    Result edited = shell.run("state", "edit", "sales", "--file", file.toString());
    assertThat(edited.code()).as(edited.err()).isZero();
    assertThat(edited.out()).contains("(edit)");
    assertThat(shell.run("run", "sales").out()).contains(": 0 records");
  }

  @Test
  void storesNothingThatIsNoState() throws IOException {
    shell.run("run", "sales");
    Path file = Files.writeString(directory.resolve("state.json"), "{ not json");
    Result broken = shell.run("state", "edit", "sales", "--file", file.toString());
    assertThat(broken.code()).isPositive();
    assertThat(broken.err()).isNotEmpty();
    assertThat(shell.run("state", "show", "sales", "--json").out()).contains("\"version\": 1");
    assertThat(shell.run("state", "edit", "sales", "-f", directory + "/none").err())
        .contains("there is no file");
  }

  @Test
  void saysWhichStreamWasMeant() {
    assertThat(shell.run("state", "reset", "sales").err()).contains("Nothing was read yet");
    shell.run("run", "sales");
    Result meant = shell.run("state", "reset", "sales", "slaes");
    assertThat(meant.code()).isEqualTo(2);
    assertThat(meant.err()).contains("Did you mean `sales`?");
    assertThat(shell.plain("state").err()).contains("show, reset, edit");
  }

  @Test
  void tellsHowPipelinesStand() throws IOException {
    assertThat(shell.run("status").out()).contains("sales").contains("never");
    assertThat(directory.resolve("runs")).doesNotExist();
    shell.run("run", "sales");
    assertThat(shell.run("status", "sales").out()).contains("idle").contains("committed");
    assertThat(shell.run("status", "--json").out()).contains("\"now\": \"idle\"");
  }

  @Test
  void tellsOfRunsThatGoOnAndThatWereKilled() throws IOException {
    PipelineStore store = PipelineStore.local(directory.resolve("runs"));
    try (RunLock lock = store.lock("sales")) {
      lock.hold("20260101T000000Z-00000000", Instant.now());
      assertThat(shell.run("status").out()).contains("running").contains("20260101T000000Z");
      Result second = shell.run("run", "sales");
      assertThat(second.code()).isEqualTo(3);
      assertThat(second.err()).contains("is going on");
      assertThat(shell.run("state", "reset", "sales").code()).isPositive();
    }
  }
}

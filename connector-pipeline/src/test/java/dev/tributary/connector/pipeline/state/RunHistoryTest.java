package dev.tributary.connector.pipeline.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunHistoryTest {
  @TempDir Path root;

  private static RunRecord run(String id) {
    return new RunRecord(
        id,
        "shop",
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(9),
        true,
        List.of(new RunRecord.Stream("orders", false, 0, 0, "DATA: \"so\"\nthere")));
  }

  @Test
  void returnsTheNewestRunsFirstAndPassesOverALineThatWasCutOff() throws IOException {
    RunHistory history = RunHistory.at(root);
    assertThat(history.last("shop", 3)).isEmpty();
    history.add(run("1"));
    Files.writeString(root.resolve("shop.jsonl"), "{\"run\": \"kil", StandardOpenOption.APPEND);
    history.add(run("2"));
    history.add(run("3"));
    assertThat(history.last("shop", 9)).containsExactly(run("3"), run("2"), run("1"));
    assertThat(history.last("shop", 2)).containsExactly(run("3"), run("2"));
    assertThat(run("1").isComplete()).isFalse();
  }
}

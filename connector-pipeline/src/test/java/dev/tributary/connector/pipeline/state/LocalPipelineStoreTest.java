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

class LocalPipelineStoreTest extends PipelineStoreContract {
  @TempDir Path root;

  @Override
  protected PipelineStore store() {
    return PipelineStore.local(root);
  }

  @Override
  protected void damage(String name, long version, String document) throws IOException {
    Files.writeString(Path.of(store().states().place(name, version)), document);
  }

  @Test
  void passesOverALineThatWasCutOffAndReadsThatOfAnEarlyRelease() throws IOException {
    RunHistory history = store().history();
    Files.writeString(
        root.resolve("history/shop.jsonl"),
        """
        {"run":"1","pipeline":"shop","started_at":"1970-01-01T00:00:00Z",\
        "ended_at":"1970-01-01T00:00:09Z","resumed":true,"streams":\
        [{"stream":"orders","committed":true,"rows":7,"files":1,"message":""}]}
        {"run": "kil\
        """,
        StandardOpenOption.CREATE);
    history.add(new RunRecord("2", "shop", Instant.EPOCH, Instant.EPOCH, false, List.of()));
    assertThat(history.last("shop", 9)).extracting(RunRecord::runId).containsExactly("2", "1");
    assertThat(history.last("shop", 9).get(1).streams().get(0).rows()).isEqualTo(7);
  }
}

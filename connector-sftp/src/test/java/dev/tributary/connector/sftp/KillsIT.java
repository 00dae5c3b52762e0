package dev.tributary.connector.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import dev.tributary.connector.testkit.FaultProxy;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hosts that die and lines that are cut, anywhere: in the end every file is stored exactly once,
 * and none was archived before the host had stored it.
 */
class KillsIT {
  private static final int FILES = 8;

  @TempDir private Path directory;

  /** Which values each file holds. */
  private final Map<String, Set<String>> files = new HashMap<>();

  /** What the host has stored for good, in one step with the state. */
  private final List<String> stored = new ArrayList<>();

  private final Set<String> durable = ConcurrentHashMap.newKeySet();
  private String state = ExtractionState.initial().toJson();
  private final Queue<String> tooEarly = new ConcurrentLinkedQueue<>();
  private final Set<String> archived = ConcurrentHashMap.newKeySet();

  /** Looks at what is archived when it is. */
  private final class Witness implements SftpFileSystemAccessor {
    @Override
    public void renameFile(
        SftpSubsystemProxy subsystem, Path from, Path to, Collection<CopyOption> how)
        throws IOException {
      String name = from.getFileName().toString();
      if (!durable.containsAll(files.get(name))) {
        tooEarly.add(name);
      }
      SftpFileSystemAccessor.super.renameFile(subsystem, from, to, how);
      if (!archived.add(name)) {
        tooEarly.add(name + " twice");
      }
    }
  }

  @Test
  @Timeout(60)
  void survivesSomeKillsAndCuts() throws IOException {
    survives(15);
  }

  @Test
  @Tag("long")
  @Timeout(900)
  void survivesThreeHundredKillsAndCuts() throws IOException {
    survives(300);
  }

  private void survives(int most) throws IOException {
    Random random = new Random(20_261_121);
    int kills = 0;
    int round = 0;
    try (DropServer server = DropServer.at(directory, new Witness(), one -> one)) {
      while (kills < most) {
        fill(round++, random);
        boolean over = false;
        while (!over) {
          try (FaultProxy line = FaultProxy.to(server.port())) {
            over = run(server, line, random, kills < most);
          }
          kills += over ? 0 : 1;
        }
        check();
      }
    }
    assertThat(kills).isGreaterThanOrEqualTo(most);
  }

  private void fill(int round, Random random) throws IOException {
    Files.createDirectories(directory.resolve("in"));
    for (int file = 0; file < FILES; file++) {
      String name = "r" + round + "-" + file + ".csv";
      Set<String> values = new HashSet<>();
      StringBuilder text = new StringBuilder("id,what\n");
      int rows = 1 + random.nextInt(file == 0 ? 20_000 : 500);
      for (int row = 0; row < rows; row++) {
        String value = round + "-" + file + "-" + row;
        values.add(value);
        text.append(value).append(",something to read\n");
      }
      files.put(name, values);
      Files.writeString(directory.resolve("in").resolve(name), text);
    }
  }

  /** One life of a host; returns whether it came to the end. */
  private boolean run(DropServer server, FaultProxy line, Random random, boolean mortal) {
    if (random.nextInt(3) > 0) {
      line.cutAfter(random.nextInt(400_000));
    }
    int life = mortal ? random.nextInt(40) : Integer.MAX_VALUE;
    ExtractionRequest request =
        ExtractionRequest.of("all")
            .with("file_pattern", "in/*.csv")
            .with("split_bytes", 64 << 10)
            .with("after_commit", "archive")
            .with("archive_path", "done")
            .with("on_no_match", "empty")
            .batchSize(400)
            .parallelism(3)
            .from(ExtractionState.fromJson(state));
    List<String> pending = new ArrayList<>();
    try (BaseConnector connector =
            Reads.connector(server.source(line.port()).with("timeout", 5).with("max_retries", 5));
        Extraction extraction = connector.extractData(request)) {
      for (RecordBatch batch : extraction) {
        for (Row row : batch) {
          pending.add(String.valueOf(batch.column(0).getString(row.index())));
        }
        extraction.complete(batch);
        if (life-- == 0) {
          line.cut(); // the machine is gone, nothing takes leave
          return false;
        }
        if (random.nextInt(6) == 0) {
          store(extraction, pending, random);
        }
        if (random.nextInt(10) == 0) {
          line.cut();
        }
      }
      store(extraction, pending, random);
      extraction.acknowledge(extraction.state());
      state = extraction.state().toJson();
      return extraction.state().pending().isEmpty();
    } catch (ConnectorException failed) {
      assertThat(failed.kind().isRetryable()).as(failed.toString()).isTrue();
      return false;
    }
  }

  /** Stores what came and the state that covers it; then mostly tells the source. */
  private void store(Extraction extraction, List<String> pending, Random random) {
    ExtractionState now = extraction.state();
    state = now.toJson();
    stored.addAll(pending);
    durable.addAll(pending);
    pending.clear();
    if (random.nextInt(4) > 0) {
      extraction.acknowledge(now);
    }
  }

  private void check() throws IOException {
    Set<String> all = new HashSet<>();
    files.values().forEach(all::addAll);
    assertThat(stored).as("stored once").hasSize(durable.size());
    assertThat(durable).isEqualTo(all);
    assertThat(tooEarly).isEmpty();
    assertThat(archived).isEqualTo(files.keySet());
    try (Stream<Path> left = Files.list(directory.resolve("in"))) {
      assertThat(left).isEmpty();
    }
    try (Stream<Path> done = Files.list(directory.resolve("done/in"))) {
      assertThat(done).hasSize(files.size());
    }
  }
}

package dev.tributary.connector.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.files.FileLayout;
import dev.tributary.connector.files.FileSink;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.state.ExtractionState;
import dev.tributary.connector.testkit.storage.StorageCall;
import dev.tributary.connector.testkit.storage.StorageFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kills and cuts at random places: each record once, and archived only what the host has. */
class GcsKillsIT {
  private static final int ROWS = 400;

  /** What a host keeps in one transaction: its rows and the state that covers them. */
  private static final class Host {
    final List<String> rows = new ArrayList<>();
    String state = "";
  }

  @Test
  void readsEachFileOnceThroughFifteenKillsAndCuts() throws Exception {
    for (int seed = 0; seed < 15; seed++) {
      survive(seed);
    }
  }

  @Test
  @Tag("long")
  void readsEachFileOnceThroughThreeHundredKillsAndCuts() throws Exception {
    for (int seed = 100; seed < 400; seed++) {
      survive(seed);
    }
  }

  private static void survive(int seed) throws Exception {
    Random random = new Random(seed);
    String format = List.of("CSV", "JSONL", "PARQUET").get(seed % 3);
    try (Lake lake = new Lake()) {
      int files = 3 + random.nextInt(4);
      List<String> expected = new ArrayList<>();
      try (GcsFileStore store = lake.store()) {
        for (int file = 0; file < files; file++) {
          expected.addAll(write(store, format, file));
        }
      }
      int written = lake.fake.names("lake").size();
      Host host = new Host();
      int kills = 0;
      boolean over = false;
      while (!over) {
        if (kills < 6) {
          trouble(lake, random);
        } else {
          lake.fake.release();
        }
        over = run(lake, host, kills < 6 ? 1 + random.nextInt(30) : Integer.MAX_VALUE, random);
        kills++;
        // A file is in the archive only if all its rows are with the host.
        assertArchivedOnlyWhatIsStored(lake, host, seed);
        assertThat(kills).as("runs of seed %s", seed).isLessThan(40);
      }
      assertThat(host.rows)
          .as("rows of seed %s", seed)
          .containsExactlyInAnyOrderElementsOf(expected);
      // What a lost acknowledgement left behind is put away by the next run.
      lake.fake.release();
      run(lake, host, Integer.MAX_VALUE, random);
      List<String> names = lake.fake.names("lake");
      assertThat(names)
          .as("names of seed %s", seed)
          .hasSize(written)
          .allMatch(name -> name.startsWith("done/"));
    }
  }

  private static List<String> write(GcsFileStore store, String format, int file) throws Exception {
    StreamSchema schema = StreamSchema.of(Field.string("id"));
    BatchBuilder rows = BatchBuilder.of(BatchTarget.standalone("s", schema));
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      ids.add("f" + file + "-" + i);
      rows.add().set(0, "f" + file + "-" + i);
    }
    try (FileSink sink = FileSink.open(store, "in/" + file, FileLayout.of(format))) {
      sink.write(rows.build());
      sink.commit();
    }
    return ids;
  }

  private static void trouble(Lake lake, Random random) {
    lake.fake.release();
    for (int i = 0; i < 3; i++) {
      int after = random.nextInt(12);
      StorageFault fault =
          switch (random.nextInt(6)) {
            case 0 -> StorageFault.cut(random.nextInt(4000)).on(StorageCall.READ);
            case 1 -> StorageFault.status(503).on(StorageCall.READ, StorageCall.LIST);
            case 2 -> StorageFault.lose().on(StorageCall.REWRITE, StorageCall.DELETE);
            case 3 -> StorageFault.status(429).on(StorageCall.REWRITE, StorageCall.STAT).times(9);
            case 4 -> StorageFault.lose().on(StorageCall.LIST, StorageCall.READ).times(5);
            default -> StorageFault.corrupt(random.nextInt(300)).on(StorageCall.READ);
          };
      lake.fake.order(fault.after(after));
    }
  }

  /** Reads from the host's state until so many batches were stored; returns whether it is over. */
  private static boolean run(Lake lake, Host host, int batches, Random random) {
    SourceConfig source = lake.source().with("max_retries", 2);
    ExtractionRequest request =
        ExtractionRequest.of("rows")
            .with("file_pattern", "in/**")
            .with("after_commit", "archive")
            .with("archive_path", "done")
            .with("on_no_match", "empty")
            .with("schema", List.of(java.util.Map.of("name", "id", "type", "STRING")))
            .batchSize(60)
            .parallelism(1 + random.nextInt(3));
    if (!host.state.isEmpty()) {
      request = request.from(ExtractionState.fromJson(host.state));
    }
    try (BaseConnector connector = Lake.connector(source);
        Extraction extraction = connector.extractData(request)) {
      for (int i = 0; i < batches && !extraction.isFinished(); i++) {
        RecordBatch batch = extraction.poll(Duration.ofSeconds(20));
        if (batch == null) {
          continue;
        }
        List<String> ids = new ArrayList<>();
        for (Row row : batch) {
          ids.add(row.getString("id"));
        }
        extraction.complete(batch);
        ExtractionState durable = extraction.state();
        if (batch.checkpoint().isPresent() || extraction.isFinished()) {
          // one transaction
          host.rows.addAll(ids);
          host.state = durable.toJson();
          if (random.nextInt(4) > 0) {
            extraction.acknowledge(durable);
            host.state = extraction.state().toJson();
          }
        } else {
          throw new AssertionError("a batch without a checkpoint");
        }
      }
      if (extraction.isFinished()) {
        extraction.acknowledge(extraction.state());
        host.state = extraction.state().toJson();
        return true;
      }
      return false;
    } catch (ConnectorException broken) {
      return false;
    }
  }

  private static void assertArchivedOnlyWhatIsStored(Lake lake, Host host, int seed) {
    Stream<String> archived =
        lake.fake.names("lake").stream().filter(n -> n.startsWith("done/in/"));
    archived.forEach(
        name -> {
          String file = "f" + name.substring("done/in/".length()).split("/", 2)[0] + "-";
          assertThat(host.rows.stream().filter(row -> row.startsWith(file)).count())
              .as("rows of %s, seed %s", name, seed)
              .isEqualTo(ROWS);
        });
  }
}

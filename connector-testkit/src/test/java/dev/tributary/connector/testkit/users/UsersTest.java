package dev.tributary.connector.testkit.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectorFactory;
import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.Planned;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.state.ExtractionState;
import dev.tributary.connector.testkit.FakeSource;
import dev.tributary.connector.testkit.FakeStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the hard users that need no server. */
@Timeout(180)
class UsersTest {
  private static BaseConnector connector(Supplier<BaseConnector> make) {
    ConnectorFactory factory =
        new ConnectorFactory() {
          @Override
          public String sourceType() {
            return "USER";
          }

          @Override
          public ConnectorSpec spec() {
            return ConnectorSpec.none();
          }

          @Override
          public BaseConnector create(SourceConfig source, ConnectorContext host) {
            return make.get();
          }
        };
    return Connectors.none().with(factory).create(SourceConfig.of("USER", "user"));
  }

  @Test
  void readsAndArchivesNewFilesBesideALedgerOfAMillionNames() {
    int known = 1_000_000;
    List<Ledger.Entry> entries = new ArrayList<>();
    for (int i = 0; i < known; i++) {
      entries.add(new Ledger.Entry(name(i), 1, 10));
    }
    Ledger.Directory directory = new Ledger.Directory(entries);
    ExtractionState state = withKeys(known);
    // One in forty thousand has changed since.
    for (int i = 0; i < known; i += 40_000) {
      entries.set(i, new Ledger.Entry(name(i), 2, i == 0 ? 250 : 10));
    }
    try (BaseConnector connector = connector(() -> new Ledger(directory));
        Extraction extraction =
            connector.extractData(ExtractionRequest.of("files").batchSize(50).from(state))) {
      ExtractionState stored = extraction.state();
      int records = 0;
      long patches = 0;
      for (RecordBatch batch : extraction) {
        records += batch.size();
        ExtractionState now = extraction.state();
        patches = Math.max(patches, now.since(stored).toJson().length());
        stored = now;
        extraction.acknowledge(now);
      }
      assertThat(records).isEqualTo(250 + 24 * 10);
      assertThat(patches).as("a patch costs what changed").isLessThan(10_000);
      extraction.acknowledge(extraction.state());
      assertThat(extraction.state().stream("files").keys().size()).isEqualTo(known + 25);
    }
    assertThat(directory.archive()).hasSize(25).contains(name(0), name(960_000));
    assertThat(directory.listed.get()).isEqualTo(known);
  }

  private static String name(int i) {
    return "in/" + (10_000_000 + i) + ".csv";
  }

  /** Returns the state after so many files, made by hand: reading them all would take too long. */
  private static ExtractionState withKeys(int known) {
    Ledger.Directory one = new Ledger.Directory(List.of(new Ledger.Entry("a", 1, 1)));
    String json;
    try (BaseConnector connector = connector(() -> new Ledger(one));
        Extraction extraction = connector.extractData(ExtractionRequest.of("files"))) {
      extraction.forEach(RecordBatch::size);
      extraction.acknowledge(extraction.state());
      json = extraction.state().toJson();
    }
    StringBuilder keys = new StringBuilder("\"keys\":{");
    for (int i = 0; i < known; i++) {
      keys.append(i == 0 ? "" : ",").append('"').append(name(i)).append("@1\":{}");
    }
    assertThat(json).contains("\"keys\":{\"a@1\":{}");
    return ExtractionState.fromJson(json.replace("\"keys\":{\"a@1\":{}", keys));
  }

  @Test
  void goesOnInsideALargeFileAndInsideTheListing() {
    Ledger.Directory directory =
        new Ledger.Directory(
            IntStream.range(0, 30).mapToObj(i -> new Ledger.Entry(name(i), 1, 35 * i)).toList());
    ExtractionRequest request = ExtractionRequest.of("files").batchSize(20).parallelism(2);
    Set<String> lines = new HashSet<>();
    int records = 0;
    ExtractionState state = ExtractionState.initial();
    for (int life = 0; life == 0 || !state.isComplete(); life++) {
      try (BaseConnector connector = connector(() -> new Ledger(directory));
          Extraction extraction = connector.extractData(request.from(state))) {
        for (int i = 0; i < 11 && !extraction.isFinished(); i++) {
          RecordBatch batch = extraction.poll(Duration.ofSeconds(5));
          if (batch != null) {
            records += batch.size();
            batch.forEach(row -> lines.add(row.getString("path") + row.getLong("line")));
            extraction.complete(batch);
          }
        }
        state = ExtractionState.fromJson(extraction.state().toJson());
        extraction.acknowledge(state);
      }
    }
    assertThat(records).isEqualTo(35 * 30 * 29 / 2).isEqualTo(lines.size());
    assertThat(directory.archive()).hasSize(30);
  }

  @Test
  void keepsAWatermarkForEachParent() {
    Comments.Api api = new Comments.Api();
    for (int i = 0; i < 60; i++) {
      api.comment("post-" + i % 7, "text " + i);
    }
    List<String> texts = new ArrayList<>();
    ExtractionRequest request = ExtractionRequest.of("comments").batchSize(4).parallelism(2);
    ExtractionState state;
    try (BaseConnector connector = connector(() -> new Comments(api));
        Extraction extraction = connector.extractData(request)) {
      RecordBatch first = extraction.poll(Duration.ofSeconds(5));
      first.forEach(row -> texts.add(row.getString("text")));
      extraction.complete(first);
      state = ExtractionState.fromJson(extraction.state().toJson());
    }
    // After the crash: what comes now is beyond the frozen end, and the next run's.
    api.comment("post-0", "late");
    api.comment("post-9", "new");
    try (BaseConnector connector = connector(() -> new Comments(api));
        Extraction extraction = connector.extractData(request.from(state))) {
      extraction.forEach(batch -> batch.forEach(row -> texts.add(row.getString("text"))));
      state = extraction.state();
    }
    assertThat(texts)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 60).mapToObj(i -> "text " + i).toList());
    assertThat(state.stream("comments").keys().get("post-3")).isEqualTo(Position.of("until", 61));
    List<String> later = new ArrayList<>();
    try (BaseConnector connector = connector(() -> new Comments(api));
        Extraction extraction = connector.extractData(request.from(state))) {
      extraction.forEach(batch -> batch.forEach(row -> later.add(row.getString("text"))));
    }
    assertThat(later).containsExactlyInAnyOrder("late", "new");
  }

  @Test
  void isReadByPartitionsThatWereSerialized() throws Exception {
    FakeSource source = FakeSource.of(FakeStream.of("orders", 5, 40));
    List<Long> ids = new ArrayList<>();
    try (BaseConnector driver = source.connector();
        Planned planned = driver.plan(ExtractionRequest.of("orders").batchSize(7))) {
      for (Partitions.Partition partition : Partitions.plan(driver, planned)) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(partition);
        Partitions.Partition sent =
            (Partitions.Partition)
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        Connectors executor = source.connectors(ConnectorContext.defaults());
        try (Partitions.Reader reader = new Partitions.Reader(sent, executor)) {
          while (reader.next()) {
            ids.add(reader.getLong(0));
          }
        }
      }
    }
    assertThat(ids).containsExactlyInAnyOrderElementsOf(source.stream("orders").ids());
  }

  @Test
  void isReadByAMailboxThatNeverBlocks() throws Exception {
    FakeSource source = FakeSource.of(FakeStream.of("log", 1, 200).exclusive());
    List<Long> ids = new ArrayList<>();
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(ExtractionRequest.of("log").batchSize(9))) {
      Mailbox mailbox =
          new Mailbox(extraction, batch -> batch.forEach(row -> ids.add(row.getLong("id"))));
      long checkpoint = 0;
      do {
        mailbox.isAvailable().toCompletableFuture().get(5, TimeUnit.SECONDS);
        mailbox.snapshotState(++checkpoint);
        if (checkpoint % 5 == 0) {
          mailbox.notifyCheckpointComplete(checkpoint);
        }
      } while (mailbox.pollNext());
      mailbox.snapshotState(++checkpoint);
      mailbox.notifyCheckpointComplete(checkpoint);
    }
    assertThat(ids).isEqualTo(source.stream("log").ids());
    assertThat(source.log().slot("log/0")).isEqualTo(Position.of("record", 200));
  }

  @Test
  void isStagedCommittedAndLoadedOnceByAHostThatDiesAgainAndAgain() {
    FakeSource source = FakeSource.of(FakeStream.of("orders", 4, 90).transactions(15).keyed(2));
    ExtractionRequest request = ExtractionRequest.of("orders").batchSize(6).parallelism(3);
    Warehouse.Disk disk = new Warehouse.Disk();
    Random random = new Random(7);
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      boolean finished = false;
      while (!finished) {
        try (BaseConnector connector = source.connector();
            Extraction extraction = connector.extractData(request.from(disk.state()))) {
          Warehouse warehouse = new Warehouse(disk, extraction, pool);
          boolean more = true;
          for (int life = 5 + random.nextInt(30); more && life > 0; life--) {
            more = warehouse.step();
            if (random.nextInt(4) == 0) {
              warehouse.commit();
            }
          }
          if (!more) {
            warehouse.drain();
            warehouse.commit();
            finished = disk.state().isComplete();
          }
        }
      }
    } finally {
      pool.shutdownNow();
    }
    disk.sequences().forEach(disk::load);
    assertThat(disk.rows()).isEqualTo(source.stream("orders").ids());
    assertThat(source.log().archived().keySet()).hasSize(2);
  }
}

package dev.tributary.connector.cloudsql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.host.Consistency;
import dev.tributary.connector.host.StreamOutcome;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers, connections and whole processes are killed while a table is read and written to. */
class KillsIT {
  private static final String READERS =
      "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
          + " AND pid <> pg_backend_pid()"
          + " AND (query LIKE 'COPY%' OR query LIKE '%clock_timestamp%')";

  @TempDir Path directory;

  @Test
  @DisplayName("B2.43: a read whose connections are cut yields what its snapshot held")
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void losesNothingWhenConnectionsAreCut() throws Exception {
    cut(10);
  }

  @Test
  @Tag("long")
  @Timeout(value = 4, unit = TimeUnit.HOURS)
  void losesNothingWhenConnectionsAreCutAThousandTimes() throws Exception {
    cut(Integer.getInteger("cuts", 1_000));
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void losesNothingWhenItsProcessIsKilled() throws Exception {
    kill(8);
  }

  @Test
  @Tag("long")
  @Timeout(value = 8, unit = TimeUnit.HOURS)
  void losesNothingWhenItsProcessIsKilledAThousandTimes() throws Exception {
    kill(Integer.getInteger("kills", 1_000));
  }

  private static void cut(int times) throws Exception {
    Db db = new Db(TestServer.postgres());
    Random random = new Random(times);
    int done = 0;
    int read = 0;
    for (; done < times; read++) {
      try (Bank bank = Bank.open(db)) {
        done += cut(db, read % 2 == 0 ? "pages" : "key", random);
      }
      if (read % 25 == 24) {
        System.out.println(done + " connections cut in " + (read + 1) + " reads");
      }
    }
    System.out.println(done + " connections cut in " + read + " reads: nothing lost");
  }

  /** Reads once and cuts connections on the way; returns how many. */
  private static int cut(Db db, String splitBy, Random random) {
    ExtractionRequest request =
        ExtractionRequest.of("t")
            .with("split_by", splitBy)
            .with("split_bytes", 60_000)
            .with("max_reopenings", 20)
            .parallelism(2)
            .batchSize(50);
    int cuts = 0;
    try (BaseConnector connector = db.connector();
        Extraction extraction = connector.extractData(request)) {
      Map<Long, Long> rows = new HashMap<>();
      long generation = 0;
      for (RecordBatch batch : extraction) {
        if (batch.generation() > generation) {
          generation = batch.generation();
          rows.clear();
        }
        for (int row = 0; row < batch.size(); row++) {
          Long twice = rows.put(batch.column("id").getLong(row), batch.column("v").getLong(row));
          assertThat(twice).as("row %s again", batch.column("id").getLong(row)).isNull();
        }
        if (cuts < 8 && random.nextInt(15) == 0) {
          List<String> readers = db.ask(READERS);
          if (!readers.isEmpty()) {
            db.ask(
                "SELECT pg_terminate_backend(" + readers.get(random.nextInt(readers.size())) + ")");
            cuts++;
          }
        }
      }
      StreamOutcome outcome = extraction.outcomes().get("t");
      assertThat(outcome.isComplete()).isTrue();
      assertThat(rows.keySet()).containsAll(LongStream.rangeClosed(1, Bank.ROWS).boxed().toList());
      if (outcome.consistency().orElseThrow() == Consistency.ONE_MOMENT) {
        assertThat(rows.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(Bank.SUM);
      } else {
        assertThat(splitBy).isEqualTo("key");
      }
    }
    return cuts;
  }

  /** Kills so often, half of it by key and half by pages, side by side. */
  private void kill(int times) throws Exception {
    CompletableFuture<Integer> key = reading("key", times / 2);
    CompletableFuture<Integer> pages = reading("pages", times - times / 2);
    CompletableFuture.allOf(key, pages).join();
    System.out.println(
        key.join() + " processes killed by key, " + pages.join() + " by pages: nothing lost");
  }

  private CompletableFuture<Integer> reading(String splitBy, int times) {
    CompletableFuture<Integer> killed = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                killed.complete(kill(splitBy, times));
              } catch (Throwable failed) {
                killed.completeExceptionally(failed);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return killed;
  }

  private int kill(String splitBy, int times) throws Exception {
    Db db = new Db(TestServer.postgres());
    Random random = new Random(times);
    int kills = 0;
    for (int read = 0; kills < times; read++) {
      try (Bank bank = Bank.open(db)) {
        Path place = Files.createDirectory(directory.resolve(splitBy + read));
        kills += lives(db, splitBy, place, random, Math.min(6, times - kills));
      }
      if (read % 10 == 9) {
        System.out.println(kills + " processes killed by " + splitBy);
      }
    }
    return kills;
  }

  /** Reads everything in as many lives as it takes; returns how many were ended by force. */
  private int lives(Db db, String splitBy, Path place, Random random, int most) throws Exception {
    Path state = place.resolve("state");
    int kills = 0;
    List<Path> outputs = new ArrayList<>();
    while (true) {
      Path output = place.resolve("output-" + outputs.size() + "-" + kills);
      outputs.add(output);
      long steps = kills < most ? 1 + random.nextInt(70) : Long.MAX_VALUE;
      Process process = start(db, splitBy, state, output, steps);
      if (kills < most
          && random.nextInt(4) == 0
          && !process.waitFor(500 + random.nextInt(3_000), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
      int exit = process.waitFor();
      if (exit == 0) {
        break;
      }
      assertThat(exit).as("halted or killed, not failed").isIn(3, 137, 143);
      kills++;
      if (!Files.exists(state)) {
        // What no state covers is not there for a host.
        Files.deleteIfExists(outputs.remove(outputs.size() - 1));
      } else if (ExtractionState.fromJson(Files.readString(state)).isComplete()) {
        break; // killed between its last state and its end: what it wrote has to be everything
      }
    }
    assertThat(ExtractionState.fromJson(Files.readString(state)).isComplete()).isTrue();
    check(splitBy, outputs);
    return kills;
  }

  /** Takes what was written as a host does: an older generation is void. */
  private static void check(String splitBy, List<Path> outputs) throws Exception {
    long generation = 0;
    Set<Long> ids = new HashSet<>();
    long sum = 0;
    for (Path output : outputs) {
      for (String line : Files.exists(output) ? Files.readAllLines(output) : List.<String>of()) {
        String[] values = line.split(" ");
        if (values.length < 3 || Long.parseLong(values[0]) < generation) {
          continue; // torn, or void
        }
        if (Long.parseLong(values[0]) > generation) {
          generation = Long.parseLong(values[0]);
          ids.clear();
          sum = 0;
        }
        if (ids.add(Long.parseLong(values[1]))) {
          sum += Long.parseLong(values[2]);
        }
      }
    }
    assertThat(ids).containsAll(LongStream.rangeClosed(1, Bank.ROWS).boxed().toList());
    if (splitBy.equals("pages")) {
      assertThat(sum).isEqualTo(Bank.SUM);
    } else {
      assertThat(generation).isZero();
    }
  }

  private static Process start(Db db, String splitBy, Path state, Path output, long steps)
      throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx128m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            KilledReader.class.getName(),
            db.source().connection().toJson(),
            splitBy,
            state.toString(),
            output.toString(),
            Long.toString(steps))
        .inheritIO()
        .start();
  }
}

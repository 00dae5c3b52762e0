package dev.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.benchmarks.InterruptedHost.Saved;
import dev.tributary.benchmarks.InterruptedHost.Shape;
import dev.tributary.connector.error.ConnectorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads of 100 pages that are interrupted at random places, by interrupting the thread, by cutting
 * the connection in the middle of a body or by killing the process, and resumed from the state that
 * was saved last. The places are bytes of what the server sends, so every page is as likely as any.
 */
@DisplayName("rules 4, 5, 12: interrupted anywhere, nothing is lost and one batch repeated at most")
class InterruptionsIT {
  private static final int RECORDS_A_PAGE = 30;
  private static final int PAGES_OF_ORDERS = 70;
  private static final int PAGES_OF_RETURNS = 30;

  /** Long enough for a machine with much else to do. */
  private static final int PATIENCE_SECONDS = 180;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
  private final AtomicReference<@Nullable Runnable> action = new AtomicReference<>();
  private final AtomicBoolean cutting = new AtomicBoolean();
  private final AtomicInteger repeatedRecords = new AtomicInteger();
  private final int[] kinds = new int[Kind.values().length];

  private enum Kind {
    INTERRUPT,
    CUT,
    KILL
  }

  @TempDir Path directory;

  @Test
  void losesNothingWhenInterruptedAnywhere() throws Exception {
    interrupt(15);
  }

  @Test
  @Tag("long")
  void losesNothingInAThousandInterruptions() throws Exception {
    interrupt(Integer.getInteger("interruptions", 1_000));
  }

  private void interrupt(int times) throws Exception {
    int reads = 0;
    int interruptions = 0;
    try (PageServer server = new PageServer(InterruptionsIT::page, 0, this::passes)) {
      while (interruptions < times) {
        Path place = Files.createDirectory(directory.resolve("read" + reads));
        interruptions += read(server.url(), place, times - interruptions);
        reads++;
        if (reads % 50 == 0) {
          System.out.println(interruptions + " interruptions so far");
        }
      }
    }
    System.out.printf(
        "%d interruptions (%d threads interrupted, %d connections cut, %d processes killed) of %d"
            + " reads, %d records repeated, seed %d%n",
        interruptions, kinds[0], kinds[1], kinds[2], reads, repeatedRecords.get(), seed);
  }

  /** Reads everything with a few interruptions and returns how many there were. */
  private int read(String url, Path place, int most) throws Exception {
    Shape shape =
        new Shape(
            random.nextInt(3) == 0 ? "CURSOR" : "PAGE_NUMBER",
            1 + random.nextInt(4),
            List.of(7, 30, 100, 1_000).get(random.nextInt(4)));
    InterruptedHost host = new InterruptedHost(place, url, shape);
    Set<String> covered = new HashSet<>();
    Set<String> uncovered = new HashSet<>();
    int interruptions = 0;
    for (int attempt = 0; ; attempt++) {
      boolean calm = interruptions >= most;
      Kind kind = Kind.values()[random.nextInt(3)];
      cutting.set(kind == Kind.CUT);
      left.set(calm ? Long.MAX_VALUE : random.nextInt(60_000));
      String what = "read " + place.getFileName() + ", " + shape + ", seed " + seed;
      boolean complete =
          kind == Kind.KILL && !calm
              ? inProcess(place, url, shape, attempt, what)
              : inThread(host, attempt, kind, what);
      action.set(null);
      check(place, attempt, covered, uncovered, what);
      if (complete) {
        break;
      }
      interruptions++;
      kinds[kind.ordinal()]++;
    }
    assertThat(covered).hasSize((PAGES_OF_ORDERS + PAGES_OF_RETURNS) * RECORDS_A_PAGE);
    return interruptions;
  }

  private boolean inThread(InterruptedHost host, int attempt, Kind kind, String what)
      throws Exception {
    AtomicReference<Object> end = new AtomicReference<>("none");
    Thread reader =
        new Thread(
            () -> {
              try {
                end.set(host.attempt(attempt));
              } catch (ConnectorException | IOException failed) {
                end.set(failed);
              }
            });
    action.set(kind == Kind.INTERRUPT ? reader::interrupt : () -> {});
    reader.start();
    reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    if (reader.isAlive()) {
      throw new AssertionError("hangs, " + what + ":\n" + threads(ProcessHandle.current().pid()));
    }
    if (!end.get().equals(true)) {
      assertThat(end.get()).as(what).isInstanceOf(ConnectorException.class);
    }
    return end.get().equals(true);
  }

  private boolean inProcess(Path place, String url, Shape shape, int attempt, String what)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            Jvm.command("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "-Xshare:auto"));
    command.add(InterruptedHost.class.getName());
    command.addAll(List.of(place.toString(), url, Integer.toString(attempt)));
    command.addAll(
        List.of(
            shape.pagination(),
            Integer.toString(shape.concurrent()),
            Integer.toString(shape.batchSize())));
    AtomicReference<Process> process = new AtomicReference<>();
    action.set(
        () -> {
          Process child = process.get();
          if (child != null) {
            child.destroyForcibly();
          }
        });
    Path said = place.resolve("said-" + attempt);
    Process child =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    process.set(child);
    if (!child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      String threads = threads(child.pid());
      child.destroyForcibly();
      throw new AssertionError("hangs, " + what + ":\n" + threads);
    }
    int exit = child.exitValue();
    assertThat(exit).as(Files.readString(said)).isIn(0, 128 + 9);
    return exit == 0;
  }

  private static String threads(long pid) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(jcmd, Long.toString(pid), "Thread.print")
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Holds what an attempt wrote down to what the attempts before it had covered. */
  private void check(
      Path place, int attempt, Set<String> covered, Set<String> uncovered, String what)
      throws IOException {
    Saved saved = Saved.in(place);
    int batches = saved.attempt() == attempt ? saved.batches() : 0;
    Path file = place.resolve("batches-" + attempt);
    String written = Files.exists(file) ? Files.readString(file) : "";
    List<String> lines = written.lines().filter(line -> line.endsWith(" .")).toList();
    assertThat(lines.size())
        .as("at most one batch is not covered, " + what)
        .isBetween(batches, batches + 1);
    Set<String> fresh = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      String[] parts = lines.get(i).split(" ");
      for (int j = 1; j < parts.length - 1; j++) {
        String record = parts[0] + " " + parts[j];
        assertThat(covered.contains(record)).as(record + " comes again, " + what).isFalse();
        assertThat(fresh.add(record)).as(record + " comes twice, " + what).isTrue();
        if (uncovered.remove(record)) {
          repeatedRecords.incrementAndGet();
        }
        if (i >= batches) {
          uncovered.add(record);
        }
      }
      if (i < batches) {
        covered.addAll(fresh);
        fresh.clear();
      }
    }
  }

  /** Counts what is sent, and acts when the fuse has burnt down. */
  private int passes(int length) {
    long before = left.getAndAdd(-length);
    if (before < 0 || before >= length) {
      return length;
    }
    left.set(Long.MAX_VALUE);
    Runnable what = action.getAndSet(null);
    if (what == null) {
      return length;
    }
    what.run();
    return cutting.get() ? (int) before : length;
  }

  private static byte[] page(String target) {
    long number = PageServer.parameter(target, "page", 1);
    boolean orders = target.startsWith("/orders");
    long pages = orders ? PAGES_OF_ORDERS : PAGES_OF_RETURNS;
    StringBuilder text = new StringBuilder("{\"next\":");
    text.append(number < pages ? "\"" + (number + 1) + "\"" : "null").append(",\"data\":[");
    for (long i = 0; i < RECORDS_A_PAGE && number <= pages; i++) {
      long id = (number - 1) * RECORDS_A_PAGE + i;
      text.append(i == 0 ? "" : ",").append("{\"id\":").append(id);
      text.append(",\"text\":\"").append(orders ? "order " : "return ").append(id).append("\"}");
    }
    return text.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
  }
}

package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.state.ExtractionState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A read whose process is killed again and again loses nothing and repeats one batch at most. */
class KillTest {
  private static final String[] JAVA = {
    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-Xshare:auto",
    "-Xmx64m",
    "-cp",
    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
    KilledReader.class.getName()
  };

  @TempDir Path directory;

  @Test
  @Timeout(180)
  void losesNothingWhenItsProcessIsKilledFifteenTimes() throws Exception {
    kill(15);
  }

  @Test
  @Tag("long")
  @Timeout(value = 2, unit = TimeUnit.HOURS)
  void losesNothingWhenItsProcessIsKilledAThousandTimes() throws Exception {
    kill(1000);
  }

  private void kill(int times) throws Exception {
    Random random = new Random(times);
    int kills = 0;
    for (int read = 0; kills < times; read++) {
      kills +=
          read(Files.createDirectory(directory.resolve("read-" + read)), random, times - kills);
    }
  }

  /** Reads everything in as many lives as it takes; returns how many were ended by force. */
  private int read(Path place, Random random, int most) throws Exception {
    Path state = place.resolve("state");
    Set<Long> arrived = new TreeSet<>();
    Set<Long> repeatable = new HashSet<>();
    int kills = 0;
    for (int life = 0; ; life++) {
      Path output = place.resolve("output-" + life);
      long steps = kills < most ? 1 + random.nextInt(180) : Long.MAX_VALUE;
      int exit = live(state, output, steps, kills < most && random.nextInt(4) == 0, random);
      repeatable = note(output, arrived, repeatable);
      if (exit == 0) {
        break;
      }
      assertThat(exit).as("halted or killed, not failed").isIn(3, 137, 143);
      kills++;
    }
    assertThat(ExtractionState.fromJson(Files.readString(state)).isComplete()).isTrue();
    assertThat(arrived).containsExactlyElementsOf(KilledReader.ORDERS.ids());
    return kills;
  }

  private int live(Path state, Path output, long steps, boolean fromOutside, Random random)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(List.of(state.toString(), output.toString(), Long.toString(steps)));
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (fromOutside && !process.waitFor(100 + random.nextInt(400), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
    }
    return process.waitFor();
  }

  /**
   * Checks what a life wrote: nothing twice but what was never covered by a stored state.
   *
   * @param repeatable the records that may come again
   * @return the records that may come again in the next life
   */
  private static Set<Long> note(Path output, Set<Long> arrived, Set<Long> repeatable)
      throws Exception {
    Set<Long> uncovered = new HashSet<>(repeatable);
    List<Long> last = new ArrayList<>();
    boolean ended = false;
    String text = Files.exists(output) ? Files.readString(output) : "";
    // What stands behind the last line's end was torn.
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      if (ended) {
        // Another batch follows, so the state that covers the one before was stored.
        last.forEach(uncovered::remove);
        last.clear();
      }
      ended = line.equals("-");
      if (!ended) {
        long id = Long.parseLong(line);
        assertThat(arrived.add(id) || repeatable.contains(id))
            .as("record %s arrived again", id)
            .isTrue();
        last.add(id);
      }
    }
    uncovered.addAll(last);
    return uncovered;
  }
}

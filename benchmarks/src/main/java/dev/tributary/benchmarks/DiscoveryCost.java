package dev.tributary.benchmarks;

import dev.tributary.connector.Connectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What {@link Connectors#discover()} adds to the processor time of a cold JVM, user and system,
 * just-in-time compilation included: JVMs with and without it, in turns. Needs bash, whose {@code
 * time} tells milliseconds. The bar is 100 ms.
 */
public final class DiscoveryCost {
  private static final double BAR_MILLIS = 100;

  private DiscoveryCost() {}

  /**
   * Measures and prints.
   *
   * @param arguments how many pairs, 21 if not said; {@code with} and {@code without} are for the
   *     JVMs that are measured
   */
  public static void main(String[] arguments) throws Exception {
    String what = arguments.length > 0 ? arguments[0] : "21";
    if (what.equals("with")) {
      System.out.println(Connectors.discover().types());
    } else if (what.equals("without")) {
      System.out.println("[]");
    } else {
      measure(Integer.parseInt(what));
    }
  }

  private static void measure(int pairs) throws Exception {
    double[] added = new double[pairs];
    double[] without = new double[pairs];
    for (int i = -1; i < pairs; i++) {
      // one pair first that only warms the disk's cache, and the order changes each time
      double one = millis(i % 2 == 0 ? "with" : "without");
      double other = millis(i % 2 == 0 ? "without" : "with");
      if (i >= 0) {
        added[i] = i % 2 == 0 ? one - other : other - one;
        without[i] = i % 2 == 0 ? other : one;
      }
    }
    Arrays.sort(added);
    Arrays.sort(without);
    System.out.printf(
        Locale.ROOT,
        "Connectors.discover() adds %.0f ms of processor time to a JVM's %.0f ms"
            + " (median of %d pairs, %.0f to %.0f); at most %.0f%n",
        added[pairs / 2],
        without[pairs / 2],
        pairs,
        added[0],
        added[pairs - 1],
        BAR_MILLIS);
    System.exit(added[pairs / 2] < BAR_MILLIS ? 0 : 1);
  }

  private static double millis(String what) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("bash", "-c", "TIMEFORMAT='%U %S'; time \"$@\" 2>&1 >/dev/null", "-"));
    command.addAll(Jvm.command());
    command.addAll(List.of(DiscoveryCost.class.getName(), what));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0 || !said.matches("[\\d.]+ [\\d.]+")) {
      throw new IOException("a JVM failed: " + said);
    }
    String[] times = said.split(" ", 2);
    return 1_000 * (Double.parseDouble(times[0]) + Double.parseDouble(times[1]));
  }
}

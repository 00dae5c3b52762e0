package org.example.outside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.ExtractionRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Does what a newcomer would, and says of each thing whether it held. */
public final class Outside {
  private boolean held = true;

  private Outside() {}

  /** Ends with 1 if something did not hold. */
  public static void main(String[] arguments) {
    Outside outside = new Outside();
    boolean modules = Outside.class.getModule().isNamed();
    System.out.printf(
        "JDK %s, %s%n", Runtime.version().feature(), modules ? "modules" : "class path");
    outside.row("every connector is found", Outside::discovers);
    outside.row("the README's code reads every page", Outside::readsOrders);
    outside.row("a connector of its own is found and read", Outside::counts);
    outside.row("which keeps the testkit's contract", Outside::keepsTheContract);
    if (!outside.held) {
      System.exit(1);
    }
  }

  private void row(String what, Callable<String> look) {
    String seen;
    boolean holds = true;
    try {
      seen = look.call();
    } catch (Exception | LinkageError | AssertionError failure) {
      failure.printStackTrace();
      seen = failure.toString();
      holds = false;
    }
    held &= holds;
    System.out.printf("  %-6s %-42s %s%n", holds ? "held" : "FAILED", what, seen);
  }

  private static String discovers() {
    Connectors found = Connectors.discover();
    expect(found.problems().isEmpty(), found.problems().toString());
    Set<String> wanted = Set.of("API", "CLOUD_SQL", "FILE", "GCS", "NUMBERS", "SFTP");
    expect(found.types().containsAll(wanted), "found only " + found.types());
    return String.join(", ", found.types());
  }

  private static String readsOrders() throws Exception {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (Shop shop = new Shop(System.getenv("SHOP_TOKEN"))) {
      System.setOut(new PrintStream(printed, true, UTF_8));
      ReadmeOrders.print(shop.url());
    } finally {
      System.setOut(console);
    }
    List<String> lines = printed.toString(UTF_8).lines().toList();
    List<String> wanted = IntStream.rangeClosed(1, Shop.ORDERS).mapToObj(Shop::line).toList();
    expect(lines.equals(wanted), "printed " + lines);
    return lines.size() + " orders";
  }

  private static String counts() {
    var source = SourceConfig.of("NUMBERS", "numbers").with("up_to", 1_000);
    long sum = 0;
    try (BaseConnector connector = Connectors.discover().create(source);
        Extraction numbers =
            connector.extractData(ExtractionRequest.of("numbers").parallelism(2))) {
      for (RecordBatch batch : numbers) {
        for (var row : batch) {
          sum += row.getLong("n");
        }
      }
    }
    expect(sum == 500_500, "the sum is " + sum);
    return "the sum of 1 to 1000 is " + sum;
  }

  private static String keepsTheContract() {
    var summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(request().selectors(selectClass(NumbersContract.class)).build(), summary);
    var results = summary.getSummary();
    results.printFailuresTo(new PrintWriter(System.err, true));
    expect(results.getTotalFailureCount() == 0, results.getTotalFailureCount() + " tests failed");
    expect(results.getTestsSucceededCount() > 10, "only few tests ran");
    return results.getTestsSucceededCount() + " tests";
  }

  private static void expect(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}

package dev.tributary.examples.quickstart;

import dev.tributary.connector.pipeline.staging.Manifest;
import dev.tributary.examples.process.Child;
import dev.tributary.examples.shop.Order;
import dev.tributary.examples.shop.Orders;
import dev.tributary.examples.shop.ShopDatabase;
import dev.tributary.examples.shop.ShopServer;
import dev.tributary.examples.shop.Trouble;
import dev.tributary.examples.shop.Visits.Event;
import dev.tributary.examples.terminal.Report;
import dev.tributary.examples.terminal.Terminal;
import dev.tributary.examples.terminal.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Runs three pipelines in a process that is killed half-way, goes on in another, proves that what
 * is staged is what the sources hold, and then reads only what changed.
 */
public final class Quickstart {
  private static final String HOST =
      "examples/src/main/java/dev/tributary/examples/quickstart/RunPipelines.java";
  private static final int WEB_ORDERS = 20_000;
  private static final int STORE_ORDERS = 300_000;
  private static final int DAYS = 30;
  private static final int SALES_A_DAY = 5_000;
  private static final Duration LATENCY = Duration.ofMillis(20);
  private static final Duration TOKEN_LIFE = Duration.ofSeconds(2);
  private static final List<String> PIPELINES =
      List.of("web_orders", "store_orders", "branch_sales");

  private final Report report;
  private final Layout layout;
  private final StagedFiles staged;
  private final Set<String> compared = new HashSet<>();
  private final Orders orders = Orders.of(WEB_ORDERS);

  private Quickstart(Report report, Layout layout) {
    this.report = report;
    this.layout = layout;
    this.staged = new StagedFiles(layout.staging());
  }

  /**
   * Runs the quickstart; its exit status is 0 only if everything held.
   *
   * @param args the directory to write to and that of the configuration; {@code target/quickstart}
   *     and {@code src/main/quickstart} if none are given
   * @throws Exception if something fails besides what is shown
   */
  public static void main(String[] args) throws Exception {
    long began = System.nanoTime();
    Path work = Path.of(args.length > 0 ? args[0] : "target/quickstart").toAbsolutePath();
    Path config = Path.of(args.length > 1 ? args[1] : "src/main/quickstart").toAbsolutePath();
    Report report = new Report(Terminal.ofProcess());
    Layout layout = new Layout(config.normalize(), work.normalize());
    new Quickstart(report, layout).run();
    double took = (System.nanoTime() - began) / 1e9;
    boolean held =
        report.ended(String.format(Locale.ROOT, "All of it held, in %.0f seconds.", took));
    report.title("Where to go next");
    report.say("the pipelines      %s", shown(layout.config()));
    report.say("what they staged   %s", shown(layout.staging()));
    report.say("the host           %s", HOST);
    report.say("to run your own    docs/command-line.md, docs/pipelines.md");
    report.say("to write your own  CONTRIBUTING.md, \"Write your own connector\"");
    System.exit(held ? 0 : 1);
  }

  private static Path shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    return path.startsWith(here) ? here.getFileName().resolve(here.relativize(path)) : path;
  }

  private void run() throws Exception {
    layout.clear();
    report.title("Tributary: three sources, one directory of YAML, one kill -9, and nothing lost");
    report.step(1, "Open a web shop, a database and a folder");
    for (int day = 0; day < DAYS; day++) {
      Branches.write(layout.branches(), day, SALES_A_DAY);
    }
    try (ShopServer shop = ShopServer.open(orders, Trouble.ofAnOrdinaryDay(), LATENCY, TOKEN_LIFE);
        ShopDatabase store = ShopDatabase.open(STORE_ORDERS)) {
      report.lines(
          TextTable.whole("SOURCE", "HOLDS", "AND")
              .row(
                  "shop_api",
                  count(WEB_ORDERS) + " orders",
                  "tokens that live 2 s, 429, 503, cut lines")
              .row("store_db", count(STORE_ORDERS) + " orders", "a PostgreSQL, " + store.size())
              .row(
                  "branch_files",
                  count(DAYS * SALES_A_DAY) + " sales",
                  DAYS + " files of CSV, compressed")
              .lines());
      if (dies(shop, store) && goesOn(shop, store)) {
        compareAll(shop, store);
        readsOnlyChanges(shop, store);
      }
    }
  }

  private boolean dies(ShopServer shop, ShopDatabase store) throws Exception {
    report.step(2, "Run three pipelines into Parquet, and pull the plug");
    int status = run(shop, store, "web_orders", "orders", "branch_sales");
    if (!report.check(
        status == PowerCut.STATUS,
        "the process is gone as by kill -9: no hook ran, nothing was closed",
        "the process was to be halted and ended with status " + status)) {
      return false;
    }
    int left = 0;
    for (String pipeline : PIPELINES) {
      left += staged.stray(pipeline).size();
    }
    report.check(
        left > 0 && staged.manifests("web_orders").isEmpty(),
        left + " files of Parquet are there, and no reader sees one: their runs did not end",
        "half of a run can be seen");
    return true;
  }

  private boolean goesOn(ShopServer shop, ShopDatabase store) throws Exception {
    report.step(3, "Run them again: they go on where they were");
    int status = run(shop, store);
    if (status != 0) {
      return report.check(false, "", "the process ended with status " + status);
    }
    TextTable table = TextTable.whole("PIPELINE", "RECORDS", "FILES", "BYTES", "RUN");
    for (String pipeline : PIPELINES) {
      // What was committed before the plug was pulled has had another run, without news.
      for (Manifest manifest : staged.manifests(pipeline)) {
        if (manifest.rows() == 0) {
          continue;
        }
        table.row(
            pipeline,
            count(manifest.rows()),
            manifest.files().size(),
            count(manifest.bytes()),
            manifest.runId());
      }
    }
    report.lines(table.lines());
    return true;
  }

  private void compareAll(ShopServer shop, ShopDatabase store) throws Exception {
    report.step(4, "Read the Parquet back, and compare every value with the sources");
    Tally sales = new Tally();
    for (int day = 0; day < DAYS; day++) {
      Branches.expect(day, SALES_A_DAY, sales);
    }
    compare(
        "every value is right",
        Expected.webOrders(orders.all()),
        Expected.storeOrders(store, "true"),
        sales);
    List<String> stray = new ArrayList<>();
    for (String pipeline : PIPELINES) {
      stray.addAll(staged.stray(pipeline));
    }
    report.check(stray.isEmpty(), "and nothing besides: no half file is left", stray + " are left");
    report.say(
        "on the way the shop said 401 x%d, 429 x%d, 503 x%d, cut the line x%d, and issued %d tokens",
        shop.visits().of(Event.REFUSED),
        shop.visits().of(Event.THROTTLED),
        shop.visits().of(Event.BUSY),
        shop.visits().of(Event.CUT),
        shop.visits().of(Event.TOKEN));
  }

  private void readsOnlyChanges(ShopServer shop, ShopDatabase store) throws Exception {
    report.step(5, "Change a little everywhere, and run once more");
    List<Order> changes = orders.change(137, 63);
    String changed = store.change(200, 100);
    Branches.write(layout.branches(), DAYS, 50);
    // A read ends at the last full second of the shop's clock: what changed shows a second later.
    Thread.sleep(1_000);
    int status = run(shop, store);
    if (status != 0) {
      report.check(false, "", "the process ended with status " + status);
      return;
    }
    Tally sales = new Tally();
    Branches.expect(DAYS, 50, sales);
    compare(
        "what changed, and nothing else",
        Expected.webOrders(changes),
        Expected.storeOrders(store, changed),
        sales);
  }

  /** Compares what was staged since the last comparison with what was expected. */
  private void compare(String right, Tally webOrders, Tally storeOrders, Tally branchSales)
      throws IOException {
    compare(right, "web_orders", webOrders, Expected.OF_WEB_ORDERS);
    compare(right, "store_orders", storeOrders, Expected.OF_STORE_ORDERS);
    compare(right, "branch_sales", branchSales, Expected.OF_BRANCH_SALES);
  }

  private void compare(String right, String pipeline, Tally expected, List<String> columns)
      throws IOException {
    Tally read = new Tally();
    for (Manifest manifest : staged.manifests(pipeline)) {
      if (compared.add(pipeline + manifest.runId())) {
        staged.read(manifest, columns, read);
      }
    }
    report.check(
        read.isSameAs(expected),
        String.format(
            Locale.ROOT, "%-12s %,8d records, each once: %s", pipeline, read.records(), right),
        String.format(
            Locale.ROOT,
            "%s: %,d records are not the %,d that there are",
            pipeline,
            read.records(),
            expected.records()));
  }

  /** Runs the pipelines in a process of its own, and returns how it ended. */
  private int run(ShopServer shop, ShopDatabase store, String... haltOnceStaged)
      throws IOException, InterruptedException {
    Map<String, String> environment =
        Map.of(
            "SHOP_URL", shop.url(),
            "STORE_DB_PORT", Integer.toString(store.port()),
            "QUICKSTART_DIR", layout.work().toString());
    List<Object> args = new ArrayList<>(List.of(layout.config(), layout.runs()));
    args.addAll(List.of(haltOnceStaged));
    return Child.run(RunPipelines.class, environment, args.toArray());
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}

package dev.tributary.examples.tours;

import dev.tributary.examples.process.Child;
import dev.tributary.examples.shop.Order;
import dev.tributary.examples.shop.Orders;
import dev.tributary.examples.shop.ShopServer;
import dev.tributary.examples.shop.Trouble;
import dev.tributary.examples.shop.Visits;
import dev.tributary.examples.shop.Visits.Event;
import dev.tributary.examples.terminal.Report;
import dev.tributary.examples.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a shop's orders over its web API in a process that dies half-way, goes on in another, and
 * proves that nothing was lost and nothing came twice.
 */
public final class ShopTour {
  private static final String CODE =
      "examples/src/main/java/dev/tributary/examples/tours/OrdersToFile.java";
  private static final int ORDERS = 50_000;
  private static final int HALT_AFTER = 20_317;
  private static final int CHANGED = 137;
  private static final int ADDED = 63;
  private static final Duration LATENCY = Duration.ofMillis(20);
  private static final Duration TOKEN_LIFE = Duration.ofSeconds(2);

  private final Terminal terminal;
  private final Report report;
  private final Path directory;
  private final Orders orders = Orders.of(ORDERS);

  /**
   * Prepares the tour.
   *
   * @param directory where the orders are written to
   */
  ShopTour(Terminal terminal, Report report, Path directory) {
    this.terminal = terminal;
    this.report = report;
    this.directory = directory;
  }

  /**
   * Goes through it; its exit status is 0 only if everything held.
   *
   * @param args the directory to write to, {@code target/shop-tour} if none is given
   * @throws Exception if something fails besides what is shown
   */
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args.length > 0 ? args[0] : "target/shop-tour");
    System.exit(run(Terminal.ofProcess(), directory) ? 0 : 1);
  }

  /**
   * Goes through it and returns whether everything held.
   *
   * @param terminal where it is shown
   * @param directory where to write to
   * @throws Exception if something fails besides what is shown
   */
  public static boolean run(Terminal terminal, Path directory) throws Exception {
    Report report = new Report(terminal);
    new ShopTour(terminal, report, directory).run();
    boolean held = report.ended("Everything held.");
    report.title("Where to go next");
    report.say("the orders that were read  %s", StagedLines.file(directory).toAbsolutePath());
    report.say("the code that reads        %s", CODE);
    return held;
  }

  /** Goes through it; the report says whether everything held. */
  private void run() throws IOException, InterruptedException {
    StagedLines.clear(directory);
    report.title("Tributary: read a shop's orders over its web API, in a process that dies");
    try (ShopServer shop =
        ShopServer.open(orders, Trouble.ofAnOrdinaryDay(), LATENCY, TOKEN_LIFE)) {
      report.step(1, "Open a shop");
      report.say("%,d orders at %s, 500 a page;", ORDERS, shop.url());
      report.say("access tokens live for 2 seconds, and now and then something goes wrong");
      if (dies(shop) && goesOn(shop)) {
        String account = Files.readString(ReadOrders.account(directory));
        compare(shop.visits());
        readsOnlyChanges(shop);
        show(account);
      }
    }
  }

  private boolean dies(ShopServer shop) throws IOException, InterruptedException {
    report.step(2, "Read its orders, and halt the reader in the middle of a page");
    int status = read(shop, 0, ORDERS, HALT_AFTER);
    if (terminal.isLive()) {
      terminal.line("");
    }
    return report.check(
        status == PowerCut.STATUS,
        "the reader is gone as by kill -9: no hook ran, nothing was closed",
        "the reader was to be halted and ended with status " + status);
  }

  private boolean goesOn(ShopServer shop) throws IOException, InterruptedException {
    report.step(3, "Go on from the saved state, in a new process");
    long staged = lines().size();
    long committed = StagedLines.committed(directory).lines();
    report.say(
        "%,d orders are covered by the state; %,d lines behind them are dropped and read again",
        committed, staged - committed);
    return ended(read(shop, committed, ORDERS, Long.MAX_VALUE));
  }

  private void compare(Visits seen) throws IOException {
    report.step(4, "Compare with the shop");
    check(
        Proof.of(orders.all(), lines()),
        String.format(Locale.ROOT, "%,d orders, each exactly once and as the shop has it", ORDERS));
    String times = terminal.sign(" × ", " x ");
    report.say(
        "what the shop saw: %d pages read, %d tokens issued,",
        seen.of(Event.PAGE), seen.of(Event.TOKEN));
    report.say(
        seen.of(Event.REFUSED)
            + times
            + "401 Unauthorized, "
            + seen.of(Event.THROTTLED)
            + times
            + "429 Too Many Requests, "
            + seen.of(Event.BUSY)
            + times
            + "503 Service Unavailable, "
            + seen.of(Event.CUT)
            + times
            + "cut off");
  }

  private void readsOnlyChanges(ShopServer shop) throws IOException, InterruptedException {
    report.step(5, "Change " + CHANGED + " orders, add " + ADDED + ", and read again");
    List<Order> changes = orders.change(CHANGED, ADDED);
    // A read ends at the last full second of the shop's clock: what changed shows a second later.
    Thread.sleep(1_000);
    int pages = shop.visits().of(Event.PAGE);
    if (ended(read(shop, 0, changes.size(), Long.MAX_VALUE))) {
      List<String> lines = lines();
      check(
          Proof.of(changes, lines.subList(ORDERS, lines.size())),
          String.format(
              Locale.ROOT,
              "%d orders, on %d page: what changed since, and nothing else",
              lines.size() - ORDERS,
              shop.visits().of(Event.PAGE) - pages));
    }
  }

  private boolean ended(int status) {
    return status == 0 || report.check(false, "", "the reader ended with status " + status);
  }

  private void show(String account) throws IOException {
    report.step(6, "Look at it");
    List<String> lines = lines();
    List<String> some = new ArrayList<>(lines.subList(ORDERS - 2, ORDERS + 2));
    some.addAll(lines.subList(lines.size() - 2, lines.size()));
    List<String> columns =
        List.of("id", "email", "status", "total", "currency", "updated_at", "city");
    report.lines(Table.of(some, columns));
    terminal.line("");
    report.say("What the resumed read tells of itself:");
    report.lines(account.lines().toList());
  }

  /** Reads in a process of its own, and returns how it ended. */
  private int read(ShopServer shop, long before, long expected, long haltAfter)
      throws IOException, InterruptedException {
    Map<String, String> secrets =
        Map.of(
            "SHOP_CLIENT_ID", ShopServer.CLIENT_ID, "SHOP_CLIENT_SECRET", ShopServer.CLIENT_SECRET);
    return Child.run(ReadOrders.class, secrets, shop.url(), directory, before, expected, haltAfter);
  }

  private void check(Proof proof, String yes) {
    report.check(proof.holds(), yes, "what was read is not what the shop has");
    report.findings(proof.findings());
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(StagedLines.file(directory));
  }
}

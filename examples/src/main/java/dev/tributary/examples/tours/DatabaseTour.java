package dev.tributary.examples.tours;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.host.Consistency;
import dev.tributary.connector.host.ExtractionMetadata;
import dev.tributary.examples.shop.ShopDatabase;
import dev.tributary.examples.shop.ShopDatabase.Sum;
import dev.tributary.examples.terminal.Report;
import dev.tributary.examples.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a table of a million rows in parallel, compares every value with the server's, and then
 * reads only what changed.
 */
public final class DatabaseTour {
  private static final String CODE =
      "examples/src/main/java/dev/tributary/examples/tours/OrdersOfDatabase.java";
  private static final int ORDERS = 1_000_000;
  private static final int CHANGED = 700;
  private static final int ADDED = 300;

  private final Terminal terminal;
  private final Report report;
  private final Path state;
  private final int workers = Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));
  private final List<String> some = new ArrayList<>();

  /**
   * Prepares the tour.
   *
   * @param directory where the state is kept
   */
  DatabaseTour(Terminal terminal, Report report, Path directory) {
    this.terminal = terminal;
    this.report = report;
    this.state = state(directory);
  }

  /** Returns where the state stands. */
  static Path state(Path directory) {
    return directory.resolve("database-state.json");
  }

  /**
   * Goes through it; its exit status is 0 only if everything held.
   *
   * @param args the directory to write to, {@code target/database-tour} if none is given
   * @throws Exception if something fails besides what is shown
   */
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args.length > 0 ? args[0] : "target/database-tour");
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
    new DatabaseTour(terminal, report, directory).run();
    boolean held = report.ended("Everything held.");
    report.title("Where to go next");
    report.say("the code that reads  %s", CODE);
    report.say("your own database    docs/cloudsql.md, docs/cloudsql-connecting.md");
    return held;
  }

  /** Goes through it; the report says whether everything held. */
  private void run() throws IOException, SQLException {
    Files.createDirectories(state.toAbsolutePath().getParent());
    Files.deleteIfExists(state);
    report.title(
        "Tributary: read a PostgreSQL table of a million rows in parallel, then what changed");
    report.step(1, "Start a PostgreSQL and fill a table");
    try (ShopDatabase shop = ShopDatabase.open(ORDERS)) {
      report.say("%,d orders, %s, at localhost:%d", ORDERS, shop.size(), shop.port());
      Optional<ExtractionMetadata> first = readsEverything(shop);
      if (first.isPresent()) {
        readsOnlyChanges(shop);
        show(first.get());
      }
    }
  }

  private Optional<ExtractionMetadata> readsEverything(ShopDatabase shop)
      throws IOException, SQLException {
    report.step(2, "Read all of it with " + workers + " workers side by side");
    Tally tally = new Tally();
    long began = System.nanoTime();
    Optional<ExtractionMetadata> account = read(shop, ORDERS, tally);
    double took = (System.nanoTime() - began) / 1e9;
    if (account.isPresent()) {
      report.say("%.1f seconds, connecting, planning and a checksum included", took);
      report.check(
          account.get().streams().get(0).consistency().equals(Optional.of(Consistency.ONE_MOMENT)),
          "as of one moment: whatever is written meanwhile, all workers see the same rows",
          "the workers did not see the same moment");
      report.step(3, "Compare with the server");
      compare(tally, shop.sum("true"), "each exactly once, and every value as the server has it");
    }
    return account;
  }

  private void readsOnlyChanges(ShopDatabase shop) throws IOException, SQLException {
    report.step(4, "Change " + CHANGED + " orders, add " + ADDED + ", and read again");
    String changes = shop.change(CHANGED, ADDED);
    Tally tally = new Tally();
    if (read(shop, CHANGED + ADDED, tally).isPresent()) {
      compare(tally, shop.sum(changes), "what changed since, and nothing else");
    }
    Tally nothing = new Tally();
    if (read(shop, 1, nothing).isPresent()) {
      report.check(
          nothing.sum().rows() == 0,
          "and once more: nothing",
          "a read after which nothing changed brought " + nothing.sum().rows() + " orders");
    }
  }

  private void compare(Tally read, Sum there, String yes) {
    report.check(
        read.sum().equals(there),
        String.format(Locale.ROOT, "%,d orders: %s", there.rows(), yes),
        "the server has " + there + ", and what was read is " + read.sum());
  }

  /** Reads what is new; nothing, but said, if that fails. */
  private Optional<ExtractionMetadata> read(ShopDatabase shop, long expected, Tally tally)
      throws IOException {
    ConnectorContext host =
        ConnectorContext.defaults()
            .listener(new ProgressBar(terminal, 0, expected))
            .secrets(
                name ->
                    Optional.of(ShopDatabase.PASSWORD)
                        .filter(p -> name.equals("shop_db_password")));
    boolean[] first = {true};
    Consumer<RecordBatch> target =
        batch -> {
          if (first[0] && batch.size() > 0) {
            first[0] = false;
            keepSome(batch);
          }
          tally.accept(batch);
        };
    try {
      return Optional.of(
          OrdersOfDatabase.read(
              OrdersOfDatabase.database(shop.port()), host, workers, state, target));
    } catch (ConnectorException failure) {
      report.check(false, "", String.valueOf(failure.getMessage()));
      return Optional.empty();
    }
  }

  private void keepSome(RecordBatch batch) {
    try {
      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      JsonLines json = JsonLines.to(lines);
      json.write(batch.row(0));
      json.write(batch.row(batch.size() - 1));
      json.flush();
      some.addAll(lines.toString(StandardCharsets.UTF_8).lines().toList());
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void show(ExtractionMetadata account) throws IOException {
    report.step(5, "Look at it");
    List<String> columns =
        List.of("id", "email", "status", "total", "currency", "updated_at", "city");
    report.lines(Table.of(some, columns));
    terminal.line("");
    report.say("What the first read tells of itself:");
    report.lines(account.toString().lines().toList());
  }
}

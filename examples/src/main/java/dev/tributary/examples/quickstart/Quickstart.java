package dev.tributary.examples.quickstart;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Two tours, one after the other: a web API that is read by a process that dies, and a table of a
 * million rows that is read in parallel, and then only as far as it changed. Both compare what they
 * read with what there is.
 */
public final class Quickstart {
  private Quickstart() {}

  /**
   * Runs the quickstart; its exit status is 0 only if everything held.
   *
   * @param args the directory to write to, {@code target/quickstart} if none is given
   * @throws Exception if something fails besides what is shown
   */
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args.length > 0 ? args[0] : "target/quickstart");
    System.exit(run(Terminal.ofProcess(), directory) ? 0 : 1);
  }

  private static boolean run(Terminal terminal, Path directory) throws Exception {
    long began = System.nanoTime();
    Report report = new Report(terminal);
    new ShopTour(terminal, report, directory).run();
    new DatabaseTour(terminal, report, directory).run();
    double took = (System.nanoTime() - began) / 1e9;
    terminal.line("");
    report.check(
        report.held(),
        String.format(Locale.ROOT, "Everything held, in %.0f seconds.", took),
        "Something did not hold; see above.");
    report.title("Where to go next");
    String code = "examples/src/main/java/dev/tributary/examples/";
    report.say("the orders that were read  %s", StagedLines.file(directory).toAbsolutePath());
    report.say("the code that reads        %squickstart/OrdersToFile.java", code);
    report.say("                           %squickstart/OrdersOfDatabase.java", code);
    report.say("ten lines to start         %sFirstRead.java, FirstTable.java", code);
    report.say("your own database          docs/cloudsql.md, docs/cloudsql-connecting.md");
    report.say("your own connector         CONTRIBUTING.md, \"Write your own connector\"");
    terminal.line("");
    return report.held();
  }
}

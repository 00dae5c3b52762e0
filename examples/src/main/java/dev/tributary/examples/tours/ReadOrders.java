package dev.tributary.examples.tours;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.host.ExtractionMetadata;
import dev.tributary.examples.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The process that reads. */
final class ReadOrders {
  private ReadOrders() {}

  /**
   * Reads what the directory does not hold yet.
   *
   * @param args where the shop is, the directory, how many orders of how many are there already,
   *     and after how many to halt
   */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[1]);
    long haltAfter = Long.parseLong(args[4]);
    Terminal terminal = Terminal.ofProcess();
    ProgressBar bar = new ProgressBar(terminal, Long.parseLong(args[2]), Long.parseLong(args[3]));
    ConnectorContext host = ConnectorContext.defaults().listener(bar);
    try (StagedLines file = StagedLines.open(directory, to -> PowerCut.after(haltAfter, to))) {
      ExtractionMetadata account = OrdersToFile.read(OrdersToFile.shop(args[0]), host, file);
      Files.writeString(account(directory), account.toString());
    } catch (ConnectorException failure) {
      terminal.line("    " + terminal.red(String.valueOf(failure.getMessage())));
      System.exit(1);
    }
  }

  /** Returns where the account of the last run stands. */
  static Path account(Path directory) {
    return directory.resolve("account.txt");
  }
}

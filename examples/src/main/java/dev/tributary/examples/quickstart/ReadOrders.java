package dev.tributary.examples.quickstart;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.host.ExtractionMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The process that reads. */
final class ReadOrders {
  private ReadOrders() {}

  /**
   * Reads what the directory does not hold yet.
   *
   * @param args where the shop is, the directory, how many orders there will be, and, to halt in
   *     the middle, after how many
   */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[1]);
    long expected = Long.parseLong(args[2]);
    long halt = args.length > 3 ? Long.parseLong(args[3]) : Long.MAX_VALUE;
    Terminal terminal = Terminal.ofProcess();
    try (StagedLines file =
        StagedLines.open(directory, lines -> PowerCut.after(halt, lines))) {
      ConnectorContext host =
          ConnectorContext.defaults()
              .listener(new ProgressBar(terminal, file.lines(), expected));
      ExtractionMetadata account = OrdersToFile.read(OrdersToFile.shop(args[0]), host, file);
      Files.writeString(account(directory), account.toString());
    } catch (ConnectorException failure) {
      terminal.line("     " + terminal.red(failure.getMessage()));
      System.exit(1);
    }
  }

  /** Returns where the account of the last run stands. */
  static Path account(Path directory) {
    return directory.resolve("account.txt");
  }
}

package dev.tributary.examples.cli;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Looks at what was set aside, by a command of its own. */
@Command(
    name = "quarantine",
    synopsisSubcommandLabel = "COMMAND",
    description = "Look at records that were set aside.")
final class QuarantineCommand implements Callable<Integer> {
  static List<Object> commands(Io io) {
    return List.of(new QuarantineListCommand(io));
  }

  @Override
  public Integer call() {
    throw ConnectorException.of(ErrorKind.CONFIG, "quarantine needs a command of its own")
        .remedy("Name it: quarantine list")
        .build();
  }
}

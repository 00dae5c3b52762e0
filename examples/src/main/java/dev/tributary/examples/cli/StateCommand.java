package dev.tributary.examples.cli;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Looks at states and changes them, by commands of its own. */
@Command(
    name = "state",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Look at what the next run goes on from, set it back, or change it.",
      "A change is a new version; the last five are kept."
    })
final class StateCommand implements Callable<Integer> {
  static List<Object> commands(Io io) {
    return List.of(
        new StateShowCommand(io),
        new StateResetCommand(io),
        new StateEditCommand(io),
        new StateRestoreCommand(io));
  }

  @Override
  public Integer call() {
    throw ConnectorException.of(ErrorKind.CONFIG, "state needs a command of its own")
        .remedy("Name one of show, reset, edit and restore")
        .build();
  }
}

package dev.tributary.examples.cli;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.pipeline.state.States;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stores a state that somebody wrote. */
@Command(
    name = "edit",
    description = {
      "Store a state that you have edited, once it was checked.",
      "Begin with: tributary state show PIPELINE STREAM --json > state.json"
    })
final class StateEditCommand implements Callable<Integer> {
  @Mixin private final Workspace workspace;
  @Mixin private final StateTarget target = new StateTarget();

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "FILE",
      description = "The edited state.")
  private Path file = Path.of("");

  StateEditCommand(Io io) {
    workspace = new Workspace(io);
  }

  @Override
  public Integer call() throws IOException {
    String stream = target.stream(workspace);
    if (!Files.isReadable(file)) {
      throw ConnectorException.of(ErrorKind.CONFIG, "there is no file " + file + " to read")
          .build();
    }
    String edited = Files.readString(file);
    StateTarget.print(
        workspace,
        stream,
        States.of(workspace.store()).edit(target.pipeline(workspace), stream, edited));
    return ExitCodes.OK;
  }
}

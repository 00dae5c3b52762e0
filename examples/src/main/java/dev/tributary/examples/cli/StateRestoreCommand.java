package dev.tributary.examples.cli;

import dev.tributary.connector.pipeline.state.States;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings a state back. */
@Command(name = "restore", description = "Bring a version of a state back that is kept.")
final class StateRestoreCommand implements Callable<Integer> {
  @Mixin private final Workspace workspace;
  @Mixin private final StateTarget target = new StateTarget();

  @Option(
      names = "--version-number",
      required = true,
      paramLabel = "N",
      description = "Which version; `state show` lists them.")
  private long version;

  StateRestoreCommand(Io io) {
    workspace = new Workspace(io);
  }

  @Override
  public Integer call() {
    String stream = target.stream(workspace);
    StateTarget.print(
        workspace,
        stream,
        States.of(workspace.store()).restore(target.pipeline(workspace), stream, version));
    return ExitCodes.OK;
  }
}

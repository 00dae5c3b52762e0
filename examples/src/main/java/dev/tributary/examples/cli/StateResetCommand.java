package dev.tributary.examples.cli;

import dev.tributary.connector.pipeline.state.States;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Sets a state back. */
@Command(name = "reset", description = "Set a stream back: the next run reads all of it.")
final class StateResetCommand implements Callable<Integer> {
  @Mixin private final Workspace workspace;
  @Mixin private final StateTarget target = new StateTarget();

  StateResetCommand(Io io) {
    workspace = new Workspace(io);
  }

  @Override
  public Integer call() {
    String stream = target.stream(workspace);
    StateTarget.print(
        workspace, stream, States.of(workspace.store()).reset(target.pipeline(workspace), stream));
    return ExitCodes.OK;
  }
}

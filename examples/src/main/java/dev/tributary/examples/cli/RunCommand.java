package dev.tributary.examples.cli;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.pipeline.PipelineConfig;
import dev.tributary.connector.pipeline.config.ConfigurationDirectory;
import dev.tributary.connector.pipeline.run.PipelineRunner;
import dev.tributary.connector.pipeline.run.RunResult;
import dev.tributary.connector.pipeline.run.StreamResult;
import dev.tributary.examples.terminal.ProgressBoard;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs pipelines. */
@Command(
    name = "run",
    description = {
      "Run pipelines, one after the other, or go on with those that were killed.",
      "Ctrl-C ends a run in order: the next one goes on where it was."
    })
final class RunCommand implements Callable<Integer> {
  @Mixin private final Workspace workspace;

  @Parameters(arity = "0..*", paramLabel = "PIPELINE", description = "The pipelines to run.")
  private List<String> ids = List.of();

  @Option(names = "--all", description = "Run every pipeline that is active.")
  private boolean all;

  @Option(
      names = "--dry-run",
      description =
          "Read and stage nothing: try the connection and say what a run would go on from.")
  private boolean dry;

  @Option(names = "--retry", description = "Run only the streams that failed in the last run.")
  private boolean retry;

  RunCommand(Io io) {
    workspace = new Workspace(io);
  }

  @Override
  public Integer call() {
    List<PipelineConfig> pipelines = pipelines(workspace.directory());
    if (dry) {
      return new DryRun(workspace).of(pipelines);
    }
    List<RunResult> results = new ArrayList<>();
    int code = ExitCodes.OK;
    Interruption interruption = new Interruption(workspace.io().notes());
    try (interruption) {
      for (PipelineConfig pipeline : pipelines) {
        try (ProgressBoard board = ProgressBoard.on(workspace.io().notes())) {
          PipelineRunner runner = workspace.runner(board).listener(board);
          RunResult result = retry ? runner.retry(pipeline) : runner.run(pipeline);
          results.add(result);
          code = worse(code, code(result));
        } catch (ConnectorException failure) {
          new Failures(workspace.io()).say(pipeline.pipelineId() + ": " + failure.getMessage());
          code = worse(code, ExitCodes.of(failure.kind()));
        }
        if (code == ExitCodes.INTERRUPTED) {
          break;
        }
      }
      workspace.print(() -> RunSummary.lines(results), () -> RunSummary.trees(results));
      return code;
    }
  }

  private List<PipelineConfig> pipelines(ConfigurationDirectory directory) {
    if (all == !ids.isEmpty()) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, all ? "--all leaves nothing to name" : "no pipeline is named")
          .remedy(
              "Name some of "
                  + String.join(", ", directory.pipelines().keySet())
                  + ", or add --all")
          .build();
    }
    if (all) {
      if (directory.hasErrors()) {
        throw ConnectorException.of(ErrorKind.CONFIG, "not all of the configuration can be used")
            .remedy("`tributary validate` says what is wrong")
            .build();
      }
      return directory.pipelines().values().stream().filter(PipelineConfig::isActive).toList();
    }
    List<PipelineConfig> named = ids.stream().distinct().map(directory::pipeline).toList();
    for (PipelineConfig pipeline : named) {
      if (!pipeline.isActive()) {
        throw ConnectorException.of(
                ErrorKind.CONFIG, "the pipeline " + pipeline.pipelineId() + " is not active")
            .remedy("Set `is_active: true` in its file")
            .build();
      }
    }
    return named;
  }

  private static int code(RunResult result) {
    int code = ExitCodes.OK;
    for (StreamResult stream : result.streams()) {
      ErrorKind kind = stream.failure().map(ConnectorException::kind).orElse(null);
      if (kind != null) {
        int one = ExitCodes.of(kind);
        code = worse(code, one == ExitCodes.USAGE ? ExitCodes.FAILED : one);
      }
    }
    return code;
  }

  /** Interrupted goes before failed, failed before what passes by itself. */
  private static int worse(int one, int other) {
    List<Integer> order =
        List.of(
            ExitCodes.OK,
            ExitCodes.LATER,
            ExitCodes.USAGE,
            ExitCodes.FAILED,
            ExitCodes.INTERRUPTED);
    return order.indexOf(one) >= order.indexOf(other) ? one : other;
  }
}

package dev.tributary.examples.cli;

import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.pipeline.state.RunRecord;
import dev.tributary.examples.terminal.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how runs ended. */
@Command(name = "history", description = "Show the last runs of a pipeline, the newest first.")
final class HistoryCommand implements Callable<Integer> {
  @Mixin private final Workspace workspace;

  @Parameters(paramLabel = "PIPELINE", description = "The pipeline.")
  private String id = "";

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "How many runs; 10 if not given.")
  private int limit = 10;

  HistoryCommand(Io io) {
    workspace = new Workspace(io);
  }

  @Override
  public Integer call() throws IOException {
    String pipeline = workspace.directory().pipeline(id).pipelineId();
    List<RunRecord> runs =
        Files.isDirectory(workspace.runs())
            ? workspace.store().history().last(pipeline, limit)
            : List.of();
    workspace.print(
        () -> lines(runs),
        () -> runs.stream().map(run -> JsonTree.parseObject(run.toJson())).toList());
    return ExitCodes.OK;
  }

  private static List<String> lines(List<RunRecord> runs) {
    if (runs.isEmpty()) {
      return List.of("It never ran.");
    }
    TextTable table =
        TextTable.whole(
            "RUN", "BEGAN", "TOOK", "STREAM", "ENDED", "RECORDS", "SET ASIDE", "FILES", "MESSAGE");
    for (RunRecord run : runs) {
      for (RunRecord.Stream stream : run.streams()) {
        table.row(
            run.runId(),
            Times.at(run.startedAt()),
            Times.took(stream.duration()),
            stream.stream(),
            stream.committed() ? "committed" : "failed",
            String.format(Locale.ROOT, "%,d", stream.rows()),
            stream.rejects(),
            stream.files(),
            stream.message());
      }
    }
    return table.lines();
  }
}

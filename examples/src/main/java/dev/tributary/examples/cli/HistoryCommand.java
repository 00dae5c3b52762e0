package dev.tributary.examples.cli;

import dev.tributary.connector.host.ConnectorListener;
import dev.tributary.connector.pipeline.state.RunRecord;
import dev.tributary.examples.terminal.TextTable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        workspace.runner(ConnectorListener.none()).history().last(pipeline, limit);
    workspace.print(() -> lines(runs), () -> runs.stream().map(HistoryCommand::tree).toList());
    return ExitCodes.OK;
  }

  private static Map<String, Object> tree(RunRecord run) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("run", run.runId());
    tree.put("pipeline", run.pipelineId());
    tree.put("started_at", run.startedAt().toString());
    tree.put("ended_at", run.endedAt().toString());
    tree.put("resumed", run.resumed());
    tree.put("complete", run.isComplete());
    List<Object> streams = new ArrayList<>();
    for (RunRecord.Stream stream : run.streams()) {
      streams.add(
          Map.of(
              "stream", stream.stream(),
              "committed", stream.committed(),
              "records", stream.rows(),
              "files", stream.files(),
              "message", stream.message()));
    }
    tree.put("streams", streams);
    return tree;
  }

  private static List<String> lines(List<RunRecord> runs) {
    if (runs.isEmpty()) {
      return List.of("It never ran.");
    }
    TextTable table =
        TextTable.whole("RUN", "BEGAN", "TOOK", "STREAM", "ENDED", "RECORDS", "FILES", "MESSAGE");
    for (RunRecord run : runs) {
      for (RunRecord.Stream stream : run.streams()) {
        table.row(
            run.runId(),
            Times.at(run.startedAt()),
            Times.took(Duration.between(run.startedAt(), run.endedAt())),
            stream.stream(),
            stream.committed() ? "committed" : "failed",
            String.format(Locale.ROOT, "%,d", stream.rows()),
            stream.files(),
            stream.message());
      }
    }
    return table.lines();
  }
}

package dev.tributary.examples.cli;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.pipeline.PipelineConfig;
import dev.tributary.connector.pipeline.config.ConfigurationDirectory;
import dev.tributary.connector.pipeline.state.PipelineStore;
import dev.tributary.connector.pipeline.state.RunLock;
import dev.tributary.connector.pipeline.state.RunRecord;
import dev.tributary.examples.terminal.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows how pipelines stand. */
@Command(
    name = "status",
    description = "Show whether pipelines run now, were killed, and how their last run ended.")
final class StatusCommand implements Callable<Integer> {
  @Mixin private final Workspace workspace;

  @Parameters(
      arity = "0..*",
      paramLabel = "PIPELINE",
      description = "The pipelines; all if none is named.")
  private List<String> ids = List.of();

  StatusCommand(Io io) {
    workspace = new Workspace(io);
  }

  /**
   * How a pipeline stands.
   *
   * @param pipeline its id
   * @param now {@code idle}, {@code running} or {@code killed}
   * @param detail who runs it, or which run was killed
   * @param last its last run
   */
  private record Standing(String pipeline, String now, String detail, @Nullable RunRecord last) {}

  @Override
  public Integer call() throws IOException {
    ConfigurationDirectory directory = workspace.directory();
    List<PipelineConfig> pipelines =
        ids.isEmpty()
            ? List.copyOf(directory.pipelines().values())
            : ids.stream().map(directory::pipeline).toList();
    List<Standing> standings = new ArrayList<>();
    for (PipelineConfig pipeline : pipelines) {
      standings.add(standing(pipeline.pipelineId()));
    }
    workspace.print(
        () -> lines(standings), () -> standings.stream().map(StatusCommand::tree).toList());
    return ExitCodes.OK;
  }

  private Standing standing(String id) throws IOException {
    if (!Files.isDirectory(workspace.runs())) {
      return new Standing(id, "idle", "", null);
    }
    PipelineStore store = workspace.store();
    RunRecord last = store.history().last(id, 1).stream().findFirst().orElse(null);
    // Whoever runs it holds its lock; taken and let go at once, it keeps nobody from running.
    try (RunLock lock = store.lock(id)) {
      return lock.interrupted()
          .map(run -> new Standing(id, "killed", "the next run goes on with " + run, last))
          .orElse(new Standing(id, "idle", "", last));
    } catch (ConnectorException running) {
      return new Standing(id, "running", running.place().orElse(""), last);
    }
  }

  private static List<String> lines(List<Standing> standings) {
    TextTable table = TextTable.whole("PIPELINE", "NOW", "LAST RUN", "ENDED", "RECORDS", "");
    for (Standing standing : standings) {
      RunRecord last = standing.last();
      table.row(
          standing.pipeline(),
          standing.now(),
          last == null ? "never" : Times.at(last.startedAt()),
          last == null ? "" : last.isComplete() ? "committed" : "failed",
          last == null ? "" : String.format(Locale.ROOT, "%,d", rows(last)),
          standing.detail());
    }
    return table.lines();
  }

  private static long rows(RunRecord run) {
    return run.streams().stream().mapToLong(RunRecord.Stream::rows).sum();
  }

  private static Map<String, @Nullable Object> tree(Standing standing) {
    RunRecord last = standing.last();
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("pipeline", standing.pipeline());
    tree.put("now", standing.now());
    tree.put("detail", standing.detail());
    tree.put("last_run", last == null ? null : last.runId());
    tree.put("last_started_at", last == null ? null : last.startedAt().toString());
    tree.put("last_complete", last == null ? null : last.isComplete());
    tree.put("last_rows", last == null ? null : rows(last));
    return tree;
  }
}

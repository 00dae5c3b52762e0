package dev.tributary.examples.cli;

import dev.tributary.connector.pipeline.PipelineConfig;
import dev.tributary.connector.pipeline.config.ConfigurationDirectory;
import dev.tributary.examples.terminal.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what a directory declares. */
@Command(name = "list", description = "Show the sources and pipelines that can be used.")
final class ListCommand implements Callable<Integer> {
  @Mixin private final Workspace workspace;

  ListCommand(Io io) {
    workspace = new Workspace(io);
  }

  @Override
  public Integer call() {
    ConfigurationDirectory directory = workspace.directory();
    workspace.print(() -> lines(directory), () -> tree(directory));
    long wrong = directory.problems().stream().filter(problem -> problem.isError()).count();
    if (wrong > 0) {
      new Failures(workspace.io())
          .say("not shown is what has errors (" + wrong + "); see `tributary validate`");
      return ExitCodes.USAGE;
    }
    return ExitCodes.OK;
  }

  private static List<String> lines(ConfigurationDirectory directory) {
    TextTable sources = TextTable.of("SOURCE", "TYPE", "NAME");
    directory
        .sources()
        .forEach((id, source) -> sources.row(id, source.sourceType(), source.sourceName()));
    TextTable pipelines = TextTable.of("PIPELINE", "SOURCE", "STREAMS", "STAGED AS", "ACTIVE");
    directory
        .pipelines()
        .forEach(
            (id, pipeline) ->
                pipelines.row(
                    id,
                    pipeline.source().sourceId(),
                    pipeline.streams().isEmpty() ? "all" : String.join(", ", pipeline.streams()),
                    pipeline.staging(),
                    pipeline.isActive() ? "yes" : "no"));
    List<String> lines = new ArrayList<>(sources.lines());
    lines.add("");
    lines.addAll(pipelines.lines());
    return lines;
  }

  private static Map<String, Object> tree(ConfigurationDirectory directory) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(
        "sources",
        directory.sources().values().stream()
            .map(
                source ->
                    Map.of(
                        "id", source.sourceId(),
                        "type", source.sourceType(),
                        "name", source.sourceName()))
            .toList());
    tree.put("pipelines", directory.pipelines().values().stream().map(ListCommand::tree).toList());
    return tree;
  }

  private static Map<String, Object> tree(PipelineConfig pipeline) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", pipeline.pipelineId());
    tree.put("name", pipeline.name());
    tree.put("source", pipeline.source().sourceId());
    tree.put("streams", pipeline.streams());
    tree.put(
        "staging",
        Map.of("path", pipeline.staging().path(), "format", pipeline.staging().format()));
    tree.put("active", pipeline.isActive());
    return tree;
  }
}

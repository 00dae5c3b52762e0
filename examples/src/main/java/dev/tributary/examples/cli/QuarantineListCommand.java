package dev.tributary.examples.cli;

import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.LocalFileStore;
import dev.tributary.connector.pipeline.PipelineConfig;
import dev.tributary.connector.pipeline.quarantine.BadRecord;
import dev.tributary.connector.pipeline.quarantine.Quarantine;
import dev.tributary.connector.pipeline.quarantine.QuarantinedFile;
import dev.tributary.examples.terminal.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what was set aside. */
@Command(
    name = "list",
    description = "Show the records of a pipeline that were set aside, and why, the newest last.")
final class QuarantineListCommand implements Callable<Integer> {
  @Mixin private final Workspace workspace;

  @Parameters(index = "0", paramLabel = "PIPELINE", description = "The pipeline.")
  private String id = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "STREAM", description = "The stream.")
  private String stream = "";

  @Option(names = "--run", paramLabel = "RUN", description = "Only what this run set aside.")
  private String run = "";

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "How many records at most; 100 if not given.")
  private int limit = 100;

  QuarantineListCommand(Io io) {
    workspace = new Workspace(io);
  }

  @Override
  public Integer call() throws IOException {
    PipelineConfig pipeline = workspace.directory().pipeline(id);
    List<BadRecord> records = records(pipeline);
    workspace.print(
        () -> lines(records), () -> records.stream().map(QuarantineListCommand::tree).toList());
    return ExitCodes.OK;
  }

  private List<BadRecord> records(PipelineConfig pipeline) throws IOException {
    Path place = Path.of(pipeline.errorHandling().path().orElse(pipeline.staging().path()));
    List<BadRecord> records = new ArrayList<>();
    if (!Files.isDirectory(place)) {
      return records;
    }
    try (FileStore store = LocalFileStore.at(place)) {
      Quarantine quarantine = Quarantine.of(store, pipeline.pipelineId());
      for (QuarantinedFile file : quarantine.files()) {
        if (isWanted(file) && records.size() < limit) {
          records.addAll(quarantine.read(file));
        }
      }
    }
    return records.subList(0, Math.min(limit, records.size()));
  }

  private boolean isWanted(QuarantinedFile file) {
    return (stream.isEmpty() || stream.equals(file.stream()))
        && (run.isEmpty() || run.equals(file.runId()));
  }

  private static List<String> lines(List<BadRecord> records) {
    if (records.isEmpty()) {
      return List.of("Nothing was set aside.");
    }
    TextTable table = TextTable.of("RUN", "STREAM", "WHERE", "WHY", "RECORD");
    records.forEach(
        bad -> table.row(bad.runId(), bad.stream(), bad.place(), bad.reason(), bad.record()));
    return table.lines();
  }

  private static Map<String, Object> tree(BadRecord bad) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("run", bad.runId());
    tree.put("stream", bad.stream());
    tree.put("origin", bad.origin().toString());
    tree.put("place", bad.place());
    tree.put("reason", bad.reason());
    tree.put("record", bad.record());
    tree.put("cut", bad.cut());
    return tree;
  }
}

package dev.tributary.examples.cli;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.examples.terminal.TextTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a few records. */
@Command(name = "preview", description = "Show a few records of a stream, or what an API answers.")
final class PreviewCommand implements Callable<Integer> {
  private static final int SHOWN = 2_000;

  @Mixin private final Workspace workspace;
  @Mixin private final Selection selection = new Selection();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "How many records; 10 if not given.")
  private int limit = 10;

  @Option(
      names = "--response",
      description = "Show what the source answers instead, such as an API's JSON, without secrets.")
  private boolean response;

  PreviewCommand(Io io) {
    workspace = new Workspace(io);
  }

  @Override
  public Integer call() throws IOException {
    Subject subject = selection.subject(workspace);
    try (BaseConnector connector = workspace.connectors().create(subject.source())) {
      String stream = selection.stream(subject, connector);
      if (response) {
        String whole = connector.sampleResponse(subject.request(List.of(stream)));
        // Cut only here: a secret that was cut in two before could not be known any more.
        String answer = whole.length() <= SHOWN ? whole : whole.substring(0, SHOWN) + "…";
        workspace.print(() -> shown(answer), () -> Map.of("response", answer));
        return ExitCodes.OK;
      }
      List<RecordBatch> batches = new ArrayList<>();
      List<String> records = new ArrayList<>();
      JsonRecords json = new JsonRecords();
      new Reading(connector, new Notes(workspace.io().notes()), limit)
          .to(
              batch -> {
                batches.add(batch);
                records.addAll(json.lines(batch));
              },
              subject.request(List.of(stream)).batchSize(limit).parallelism(1));
      workspace.print(() -> lines(batches), () -> trees(records));
      return ExitCodes.OK;
    }
  }

  private static List<String> shown(String answer) {
    return answer.isEmpty()
        ? List.of("This source answers with nothing that could be shown; leave --response out.")
        : answer.lines().toList();
  }

  private static List<String> lines(List<RecordBatch> batches) {
    if (batches.isEmpty()) {
      return List.of("There are no records.");
    }
    StreamSchema newest = batches.get(batches.size() - 1).schema();
    TextTable table = TextTable.of(newest.fields().stream().map(Field::name).toList());
    for (RecordBatch batch : batches) {
      RecordBatch shown = batch.conform(newest);
      for (int row = 0; row < shown.size(); row++) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < newest.size(); i++) {
          cells.add(text(shown.column(i), row));
        }
        table.row(cells);
      }
    }
    return table.lines();
  }

  private static String text(Column column, int row) {
    String text = column.getString(row);
    return text == null ? "" : text;
  }

  private static List<Object> trees(List<String> records) {
    return records.stream().map(record -> (Object) JsonTree.parseObject(record)).toList();
  }
}

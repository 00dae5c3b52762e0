package dev.tributary.examples.cli;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.batch.RecordBatch;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads a stream to the standard output. */
@Command(
    name = "extract",
    description = {
      "Read a stream and print its records as JSON Lines.",
      "Keeps no state and stages nothing; `run` does."
    })
final class ExtractCommand implements Callable<Integer> {
  @Mixin private final Workspace workspace;
  @Mixin private final Selection selection = new Selection();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "How many records at most; all if not given.")
  private long limit = -1;

  ExtractCommand(Io io) {
    workspace = new Workspace(io);
  }

  @Override
  public Integer call() throws IOException {
    Subject subject = selection.subject(workspace);
    JsonRecords records = new JsonRecords();
    try (BaseConnector connector = workspace.connectors().create(subject.source())) {
      String stream = selection.stream(subject, connector);
      new Reading(connector, new Notes(workspace.io().notes()), limit)
          .to(batch -> print(records, batch), subject.request(List.of(stream)));
      workspace.io().out().flush();
      return ExitCodes.OK;
    }
  }

  private void print(JsonRecords records, RecordBatch batch) throws IOException {
    records.write(batch, workspace.io().out());
    if (workspace.io().out().checkError()) {
      throw new IOException("nobody reads the output any more");
    }
  }
}

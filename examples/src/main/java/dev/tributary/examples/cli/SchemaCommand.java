package dev.tributary.examples.cli;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.examples.terminal.TextTable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Describes a stream. */
@Command(name = "schema", description = "Show the columns of a stream.")
final class SchemaCommand implements Callable<Integer> {
  @Mixin private final Workspace workspace;
  @Mixin private final Selection selection = new Selection();

  SchemaCommand(Io io) {
    workspace = new Workspace(io);
  }

  @Override
  public Integer call() {
    Subject subject = selection.subject(workspace);
    try (BaseConnector connector = workspace.connectors().create(subject.source())) {
      String stream = selection.stream(subject, connector);
      StreamSchema schema = connector.getSourceSchema(subject.request(List.of(stream)));
      workspace.print(() -> lines(schema), () -> JsonTree.parseObject(schema.toJson()));
      return ExitCodes.OK;
    }
  }

  private static List<String> lines(StreamSchema schema) {
    TextTable table = TextTable.of("COLUMN", "TYPE", "NULL", "KEY", "AT THE SOURCE", "DESCRIPTION");
    for (Field field : schema.fields()) {
      table.row(
          field.name(),
          field.type(),
          field.isNullable() ? "yes" : "no",
          schema.key().contains(field.name()) ? "key" : "",
          field.sourceType().orElse(""),
          field.doc().orElse(""));
    }
    return table.lines();
  }
}

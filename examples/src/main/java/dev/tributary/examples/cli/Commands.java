package dev.tributary.examples.cli;

import java.util.List;

/** The commands that there are, in the order in which somebody needs them. */
final class Commands {
  private Commands() {}

  static List<Object> all(Io io) {
    return List.of(
        new InitCommand(io),
        new ValidateCommand(io),
        new ListCommand(io),
        new TestConnectionCommand(io),
        new StreamsCommand(io),
        new SchemaCommand(io),
        new PreviewCommand(io),
        new ExtractCommand(io),
        new ExportCommand(io),
        new AddStreamCommand(io),
        new RunCommand(io),
        new StatusCommand(io),
        new HistoryCommand(io),
        new StateCommand(),
        new QuarantineCommand());
  }
}

package dev.tributary.examples.cli;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.read.StreamInfo;
import dev.tributary.examples.terminal.TextTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what a source offers. */
@Command(name = "streams", description = "List the streams that a source offers.")
final class StreamsCommand implements Callable<Integer> {
  @Mixin private final Workspace workspace;
  @Mixin private final Selection selection = new Selection();

  StreamsCommand(Io io) {
    workspace = new Workspace(io);
  }

  @Override
  public Integer call() {
    Subject subject = selection.subject(workspace);
    try (BaseConnector connector = workspace.connectors().create(subject.source())) {
      List<StreamInfo> offered =
          subject.streams().isEmpty()
              ? connector.listStreams()
              : subject.streams().stream().map(StreamInfo::of).toList();
      workspace.print(() -> lines(offered), () -> offered.stream().map(this::tree).toList());
      return ExitCodes.OK;
    }
  }

  private static List<String> lines(List<StreamInfo> streams) {
    if (streams.isEmpty()) {
      return List.of("The source offers none by itself: a pipeline names what it reads.");
    }
    TextTable table = TextTable.of("STREAM", "ABOUT", "DESCRIPTION");
    for (StreamInfo stream : streams) {
      table.row(
          stream.name(),
          stream.estimate() < 0 ? "" : String.format("%,d", stream.estimate()),
          stream.description().orElse(""));
    }
    return table.lines();
  }

  private Map<String, @Nullable Object> tree(StreamInfo stream) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("stream", stream.name());
    tree.put("estimate", stream.estimate() < 0 ? null : stream.estimate());
    tree.put("description", stream.description().orElse(null));
    return tree;
  }
}

package dev.tributary.examples.cli;

import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.pipeline.state.StateVersion;
import dev.tributary.connector.pipeline.state.States;
import dev.tributary.examples.terminal.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows states. */
@Command(
    name = "show",
    description = {
      "Show the states of a pipeline; of one stream, its versions and the state itself.",
      "With --json the state alone, as `state edit` takes it."
    })
final class StateShowCommand implements Callable<Integer> {
  @Mixin private final Workspace workspace;
  @Mixin private final StateTarget target = new StateTarget();

  StateShowCommand(Io io) {
    workspace = new Workspace(io);
  }

  @Override
  public Integer call() {
    String pipeline = target.pipeline(workspace);
    States states = States.of(workspace.store());
    if (target.isOfOneStream()) {
      String stream = target.stream(workspace);
      List<StateVersion> versions = states.history(pipeline, stream);
      workspace.print(
          () -> one(versions), () -> JsonTree.parseObject(versions.get(0).state().toJson()));
      return ExitCodes.OK;
    }
    Map<String, StateVersion> newest = new LinkedHashMap<>();
    for (String stream : states.streams(pipeline)) {
      states.newest(pipeline, stream).ifPresent(version -> newest.put(stream, version));
    }
    workspace.print(() -> all(newest), () -> trees(newest));
    return ExitCodes.OK;
  }

  private static List<String> one(List<StateVersion> versions) {
    TextTable table = TextTable.whole("VERSION", "STORED", "BY", "STATE");
    for (StateVersion version : versions) {
      table.row(
          version.version(),
          version.storedAt().map(Times::at).orElse(""),
          version.why(),
          version.state());
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.addAll(
        JsonTree.writePretty(JsonTree.parseObject(versions.get(0).state().toJson()))
            .lines()
            .toList());
    return lines;
  }

  private static List<String> all(Map<String, StateVersion> newest) {
    if (newest.isEmpty()) {
      return List.of("There are none: the next run reads everything.");
    }
    TextTable table = TextTable.whole("STREAM", "VERSION", "STORED", "BY", "STATE");
    newest.forEach(
        (stream, version) ->
            table.row(
                stream,
                version.version(),
                version.storedAt().map(Times::at).orElse(""),
                version.why(),
                version.state()));
    return table.lines();
  }

  private static List<Object> trees(Map<String, StateVersion> newest) {
    List<Object> trees = new ArrayList<>();
    newest.forEach(
        (stream, version) -> {
          Map<String, @Nullable Object> tree = new LinkedHashMap<>();
          tree.put("stream", stream);
          tree.put("version", version.version());
          tree.put("stored_at", version.storedAt().map(Object::toString).orElse(null));
          tree.put("by", version.why());
          tree.put("state", JsonTree.parseObject(version.state().toJson()));
          trees.add(tree);
        });
    return trees;
  }
}

package dev.tributary.examples.cli;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Suggestions;
import dev.tributary.connector.pipeline.state.StateVersion;
import dev.tributary.connector.pipeline.state.States;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** The part of a command line that says which state is meant. */
final class StateTarget {
  @Parameters(index = "0", paramLabel = "PIPELINE", description = "The pipeline.")
  private String id = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "STREAM", description = "The stream.")
  private String stream = "";

  String pipeline(Workspace workspace) {
    return workspace.directory().pipeline(id).pipelineId();
  }

  boolean isOfOneStream() {
    return !stream.isEmpty();
  }

  /** Returns the stream that was named, or the only one of which there is a state. */
  String stream(Workspace workspace) {
    String pipeline = pipeline(workspace);
    List<String> known = States.of(workspace.store()).streams(pipeline);
    if (stream.isEmpty() && known.size() == 1) {
      return known.get(0);
    }
    if (known.contains(stream)) {
      return stream;
    }
    String meant = stream.isEmpty() ? null : Suggestions.sentence(stream, known);
    throw ConnectorException.of(
            ErrorKind.NOT_FOUND,
            stream.isEmpty() ? "no stream is named" : "there is no state of " + stream)
        .place(pipeline)
        .remedy(
            meant != null
                ? meant
                : known.isEmpty()
                    ? "Nothing was read yet: the first run begins anew"
                    : "Name one of " + String.join(", ", known))
        .build();
  }

  /** Tells of a new version. */
  static void print(Workspace workspace, String stream, StateVersion version) {
    workspace.print(
        () ->
            List.of(
                stream
                    + ": version "
                    + version.version()
                    + " ("
                    + version.why()
                    + "); the one before is kept: `tributary state restore` brings it back"),
        () -> Map.of("stream", stream, "version", version.version(), "why", version.why()));
  }
}

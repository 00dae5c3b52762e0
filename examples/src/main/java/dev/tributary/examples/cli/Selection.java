package dev.tributary.examples.cli;

import dev.tributary.connector.BaseConnector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The part of a command line that says what is read. */
final class Selection {
  @Parameters(
      index = "0",
      paramLabel = "PIPELINE|SOURCE",
      description = "A pipeline's id, or a source's; `source:ID` where both are called so.")
  private String id = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "STREAM",
      description = "The stream; needed if there are several.")
  private String stream = "";

  @Option(
      names = "--set",
      paramLabel = "OPTION=VALUE",
      description = "An option of the extraction, in place of the pipeline's; may be repeated.")
  private Map<String, String> set = new LinkedHashMap<>();

  String id() {
    return id;
  }

  Subject subject(Workspace workspace) {
    return Subject.of(workspace.directory(), id, set);
  }

  /** Returns the stream that was asked for, or the only one. */
  String stream(Subject subject, BaseConnector connector) {
    return subject.stream(stream, connector);
  }

  /** Returns the streams that were asked for: one, or all. */
  List<String> streams(Subject subject, BaseConnector connector) {
    return subject.streams(stream.isEmpty() ? List.of() : List.of(stream), connector);
  }
}

package dev.tributary.examples.cli;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Suggestions;
import dev.tributary.connector.pipeline.PipelineConfig;
import dev.tributary.connector.pipeline.config.ConfigurationDirectory;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.StreamInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a command reads: a source, with the options and streams of a pipeline if one was named.
 *
 * @param id the pipeline's id, or the source's
 * @param source the source
 * @param extraction the options of the extraction
 * @param streams the streams that the pipeline names; none if it names none
 */
record Subject(String id, SourceConfig source, Configuration extraction, List<String> streams) {
  private static final String SOURCE = "source:";

  /**
   * Returns what an id means: a pipeline, or else a source; {@code source:ID} is always a source.
   *
   * @param set options of the extraction that go before those of the configuration
   */
  static Subject of(ConfigurationDirectory directory, String id, Map<String, String> set) {
    PipelineConfig pipeline = directory.pipelines().get(id);
    Subject subject;
    if (pipeline != null) {
      subject = new Subject(id, pipeline.source(), pipeline.extraction(), pipeline.streams());
    } else {
      String source = id.startsWith(SOURCE) ? id.substring(SOURCE.length()) : id;
      if (!id.startsWith(SOURCE) && !directory.sources().containsKey(id)) {
        throw unusable(directory, id);
      }
      subject =
          new Subject(
              source, Workspace.source(directory, source), Configuration.empty(), List.of());
    }
    Configuration extraction = subject.extraction();
    for (Map.Entry<String, String> option : set.entrySet()) {
      extraction = extraction.with(option.getKey(), value(option.getValue()));
    }
    return new Subject(subject.id(), subject.source(), extraction, subject.streams());
  }

  /** Says what is wrong with what was named. */
  private static ConnectorException unusable(ConfigurationDirectory directory, String id) {
    try {
      directory.pipeline(id);
    } catch (ConnectorException failure) {
      if (failure.kind() == ErrorKind.CONFIG) {
        return failure;
      }
    }
    List<String> all = new ArrayList<>(directory.pipelines().keySet());
    all.addAll(directory.sources().keySet());
    String meant = Suggestions.sentence(id, all);
    return ConnectorException.of(ErrorKind.NOT_FOUND, "there is no pipeline and no source " + id)
        .remedy(meant != null ? meant : "`tributary list` shows what there is")
        .build();
  }

  /** JSON stands for lists and maps; all else is text, which options read as what they are. */
  private static Object value(String text) {
    return text.startsWith("[") || text.startsWith("{")
        ? Objects.requireNonNull(JsonTree.parse(text))
        : text;
  }

  /** Returns the streams that were asked for, or those of the pipeline, or all. */
  List<String> streams(List<String> asked, BaseConnector connector) {
    if (!asked.isEmpty()) {
      return asked;
    }
    if (!streams.isEmpty()) {
      return streams;
    }
    List<String> offered = connector.listStreams().stream().map(StreamInfo::name).toList();
    if (offered.isEmpty()) {
      throw ConnectorException.of(ErrorKind.CONFIG, "the source offers no streams by itself")
          .source(source.sourceId())
          .remedy("Name one, or name a pipeline")
          .build();
    }
    return offered;
  }

  /** Returns the one stream that was asked for, or that there is. */
  String stream(String asked, BaseConnector connector) {
    List<String> all = streams(asked.isEmpty() ? List.of() : List.of(asked), connector);
    if (all.size() > 1) {
      throw ConnectorException.of(ErrorKind.CONFIG, "there are several streams")
          .source(source.sourceId())
          .remedy("Name one of " + String.join(", ", all.subList(0, Math.min(20, all.size()))))
          .build();
    }
    return all.get(0);
  }

  ExtractionRequest request(List<String> names) {
    return ExtractionRequest.of(names).options(extraction);
  }
}

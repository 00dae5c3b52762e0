package dev.tributary.examples.cli;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectionStatus;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.pipeline.PipelineConfig;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.examples.terminal.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what runs would do, without reading records and without writing anything. */
final class DryRun {
  private final Workspace workspace;

  DryRun(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * What a run would do of a stream.
   *
   * @param stream its name
   * @param columns how many columns it has
   * @param from what would be gone on from
   * @param failure why it would fail
   */
  private record Step(
      String stream, int columns, String from, @Nullable ConnectorException failure) {}

  int of(List<PipelineConfig> pipelines) {
    Map<PipelineConfig, List<Step>> plan = new LinkedHashMap<>();
    int code = ExitCodes.OK;
    for (PipelineConfig pipeline : pipelines) {
      List<Step> steps = steps(pipeline);
      plan.put(pipeline, steps);
      for (Step step : steps) {
        if (step.failure() != null && code == ExitCodes.OK) {
          code = ExitCodes.of(step.failure().kind());
        }
      }
    }
    workspace.print(() -> lines(plan), () -> trees(plan));
    return code;
  }

  private List<Step> steps(PipelineConfig pipeline) {
    try (BaseConnector connector = workspace.connectors().create(pipeline.source())) {
      ConnectionStatus status = connector.testConnection();
      if (status.error().isPresent()) {
        return List.of(new Step("", 0, "", status.error().get()));
      }
      Subject subject =
          new Subject(
              pipeline.pipelineId(), pipeline.source(), pipeline.extraction(), pipeline.streams());
      List<Step> steps = new ArrayList<>();
      for (String stream : subject.streams(List.of(), connector)) {
        steps.add(step(connector, subject.request(List.of(stream)), pipeline, stream));
      }
      return steps;
    } catch (ConnectorException failure) {
      return List.of(new Step("", 0, "", failure));
    }
  }

  private Step step(
      BaseConnector connector, ExtractionRequest request, PipelineConfig pipeline, String stream) {
    try {
      StreamSchema schema = connector.getSourceSchema(request);
      return new Step(stream, schema.size(), from(pipeline, stream), null);
    } catch (ConnectorException failure) {
      return new Step(stream, 0, "", failure);
    }
  }

  private String from(PipelineConfig pipeline, String stream) {
    return workspace.isKnown(pipeline.pipelineId(), stream)
        ? "its state: what is new"
        : "the beginning: everything";
  }

  private static List<String> lines(Map<PipelineConfig, List<Step>> plan) {
    List<String> lines = new ArrayList<>();
    plan.forEach(
        (pipeline, steps) -> {
          lines.add(pipeline + " would be staged as " + pipeline.staging());
          TextTable table = TextTable.of("STREAM", "COLUMNS", "READ FROM", "");
          for (Step step : steps) {
            table.row(
                step.stream(),
                step.failure() == null ? step.columns() : "",
                step.from(),
                step.failure() == null ? "" : "would fail");
          }
          table.lines().forEach(line -> lines.add("  " + line));
          for (Step step : steps) {
            if (step.failure() != null) {
              lines.add("  " + step.failure().getMessage());
            }
          }
        });
    return lines;
  }

  private static List<Object> trees(Map<PipelineConfig, List<Step>> plan) {
    List<Object> trees = new ArrayList<>();
    plan.forEach(
        (pipeline, steps) -> {
          Map<String, Object> tree = new LinkedHashMap<>();
          tree.put("pipeline", pipeline.pipelineId());
          tree.put("staging", pipeline.staging().path());
          tree.put("streams", steps.stream().map(DryRun::tree).toList());
          trees.add(tree);
        });
    return trees;
  }

  private static Map<String, @Nullable Object> tree(Step step) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("stream", step.stream());
    tree.put("columns", step.columns());
    tree.put("from", step.from());
    ConnectorException failure = step.failure();
    tree.put(
        "error",
        failure == null ? null : Failures.tree(failure, String.valueOf(failure.getMessage())));
    return tree;
  }
}

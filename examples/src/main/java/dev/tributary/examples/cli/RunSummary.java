package dev.tributary.examples.cli;

import dev.tributary.connector.pipeline.run.RunResult;
import dev.tributary.connector.pipeline.run.StreamResult;
import dev.tributary.connector.pipeline.staging.Manifest;
import dev.tributary.examples.terminal.TextTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How runs ended, for people and for scripts. */
final class RunSummary {
  private RunSummary() {}

  static List<String> lines(List<RunResult> results) {
    List<String> lines = new ArrayList<>();
    for (RunResult result : results) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s, run %s%s: %,d records in %s",
              result.pipelineId(),
              result.runId(),
              result.resumed() ? " (gone on with)" : "",
              result.rows(),
              Times.took(Duration.between(result.startedAt(), result.endedAt()))));
      TextTable table =
          TextTable.of("STREAM", "ENDED", "RECORDS", "SET ASIDE", "FILES", "BYTES", "");
      for (StreamResult stream : result.streams()) {
        table.row(
            stream.stream(),
            stream.isCommitted() ? "committed" : "failed",
            count(stream, Manifest::rows),
            stream.rejects() == 0 ? "" : String.format(Locale.ROOT, "%,d", stream.rejects()),
            count(stream, manifest -> manifest.files().size()),
            count(stream, Manifest::bytes),
            stream.waiting().orElse(""));
      }
      table.lines().forEach(line -> lines.add("  " + line));
      for (StreamResult stream : result.streams()) {
        stream.failure().ifPresent(failure -> lines.add("  " + failure.getMessage()));
      }
    }
    return lines;
  }

  private interface Count {
    long of(Manifest manifest);
  }

  private static String count(StreamResult stream, Count count) {
    return stream
        .manifest()
        .map(manifest -> String.format(Locale.ROOT, "%,d", count.of(manifest)))
        .orElse("");
  }

  static List<Object> trees(List<RunResult> results) {
    List<Object> trees = new ArrayList<>();
    for (RunResult result : results) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("pipeline", result.pipelineId());
      tree.put("run", result.runId());
      tree.put("resumed", result.resumed());
      tree.put("complete", result.isComplete());
      tree.put("started_at", result.startedAt().toString());
      tree.put("ended_at", result.endedAt().toString());
      tree.put("rows", result.rows());
      tree.put("streams", result.streams().stream().map(RunSummary::tree).toList());
      trees.add(tree);
    }
    return trees;
  }

  private static Map<String, @Nullable Object> tree(StreamResult stream) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("stream", stream.stream());
    tree.put("committed", stream.isCommitted());
    tree.put("rows", stream.manifest().map(Manifest::rows).orElse(0L));
    tree.put("set_aside", stream.rejects());
    tree.put("bytes", stream.manifest().map(Manifest::bytes).orElse(0L));
    tree.put(
        "files",
        stream.manifest().map(Manifest::files).orElse(List.of()).stream()
            .map(file -> (Object) file.path())
            .toList());
    tree.put("waiting", stream.waiting().orElse(null));
    tree.put(
        "error",
        stream
            .failure()
            .map(failure -> Failures.tree(failure, String.valueOf(failure.getMessage())))
            .orElse(null));
    return tree;
  }
}

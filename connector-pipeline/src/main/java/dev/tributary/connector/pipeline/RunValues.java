package dev.tributary.connector.pipeline;

import dev.tributary.connector.option.Configuration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What <code>${run.…}</code> and <code>${pipeline.…}</code> stand for in a configuration.
 *
 * <p>The window of a run is closed at its start and open at its end. Both are the same in each
 * process that goes on with the run. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class RunValues {
  private static final Instant SAMPLE = Instant.parse("2026-01-02T00:00:00Z");

  private final Map<String, String> values;

  private RunValues(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** Returns the values of a pipeline that do not depend on the run. */
  public static RunValues of(PipelineConfig pipeline) {
    return new RunValues(
        Map.of(
            "pipeline.id", pipeline.pipelineId(),
            "pipeline.name", pipeline.name(),
            "pipeline.source_id", pipeline.source().sourceId()));
  }

  /** Returns values as they may be in some run, to check a configuration without one. */
  public static RunValues sample() {
    return new RunValues(
            Map.of(
                "pipeline.id", "pipeline",
                "pipeline.name", "pipeline",
                "pipeline.source_id", "source"))
        .run("20260102T000000Z-00000000", SAMPLE.minusSeconds(86_400).toString(), SAMPLE);
  }

  /**
   * Returns a copy with the values of a run.
   *
   * @param runId the run: {@code run.id}
   * @param lastExtraction when the last complete run before it began, or the text of {@code
   *     start_date}: {@code run.last_extraction_time} and {@code run.window_start}
   * @param began when the run began: {@code run.window_end}
   */
  public RunValues run(String runId, String lastExtraction, Instant began) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put("run.id", runId);
    more.put("run.last_extraction_time", lastExtraction);
    more.put("run.window_start", lastExtraction);
    more.put("run.window_end", began.toString());
    return new RunValues(more);
  }

  /** Returns the values by their whole names. */
  public Map<String, String> asMap() {
    return values;
  }

  /** Returns a configuration whose texts hold the values in place of their names. */
  public Configuration in(Configuration configuration) {
    Configuration.Builder filled = Configuration.builder().at(configuration.place().orElse(null));
    for (String key : configuration.keys()) {
      filled.put(
          key, value(configuration.find(key).orElse(null)), configuration.place(key).orElse(null));
    }
    return filled.build();
  }

  private @Nullable Object value(@Nullable Object value) {
    if (value instanceof Configuration map) {
      return in(map);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(this::value).toList();
    }
    return value instanceof String text ? in(text) : value;
  }

  /** Returns a text that holds the values in place of their names; others stay as they are. */
  public String in(String text) {
    StringBuilder filled = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      int end = text.startsWith("${", i) ? text.indexOf('}', i) : -1;
      String known = end < 0 ? null : values.get(text.substring(i + 2, end));
      if (text.startsWith("$${", i)) {
        filled.append("$${");
        i += 3;
      } else if (known != null) {
        filled.append(known);
        i = end + 1;
      } else {
        filled.append(text.charAt(i++));
      }
    }
    return filled.toString();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}

package dev.tributary.connector.pipeline.run;

import dev.tributary.connector.pipeline.PipelineConfig;
import dev.tributary.connector.pipeline.RunValues;
import dev.tributary.connector.pipeline.state.RunHistory;
import dev.tributary.connector.pipeline.state.RunRecord;
import dev.tributary.connector.read.ExtractionOptions;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** The ids of runs, which begin with the time, and what follows from it. */
final class RunIds {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int TIME_LENGTH = 16;
  private static final int LOOKED_AT = 200;

  private RunIds() {}

  static String next(Instant now) {
    return TIME.format(now) + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** Returns when a run began, to the second, whichever process asks; 1970 if the id is odd. */
  static Instant began(String runId) {
    try {
      String time = runId.substring(0, Math.min(TIME_LENGTH, runId.length()));
      return LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException odd) {
      return Instant.EPOCH;
    }
  }

  /** Returns the values of a run, the same in each process that goes on with it. */
  static RunValues values(PipelineConfig pipeline, String runId, RunHistory history)
      throws IOException {
    Instant began = began(runId);
    String last =
        pipeline
            .extraction()
            .find(ExtractionOptions.START_DATE.name())
            .map(Object::toString)
            .orElse(Instant.EPOCH.toString());
    for (RunRecord run : history.last(pipeline.pipelineId(), LOOKED_AT)) {
      Instant before = began(run.runId());
      if (run.isComplete() && before.isBefore(began)) {
        last = before.toString();
        break;
      }
    }
    return RunValues.of(pipeline).run(runId, last, began);
  }
}

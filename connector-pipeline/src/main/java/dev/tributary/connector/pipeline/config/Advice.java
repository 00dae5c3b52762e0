package dev.tributary.connector.pipeline.config;

import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Problems;
import java.util.Optional;

/**
 * Warns of what works and is probably not meant.
 *
 * @param conventions what the house has agreed on
 */
record Advice(Conventions conventions) {
  private static final String RETRIES = "max_retries";
  private static final String SCHEDULE = "schedule_interval";
  private static final int MINUTES = 60;

  void source(Configuration file, Problems problems) {
    name(file, SourceKeys.ID, problems);
    retries(file.section("connection_config"), problems.under("connection_config"));
  }

  void pipeline(Configuration file, Problems problems) {
    name(file, PipelineKeys.ID, problems);
    Problems inside = problems.under(PipelineKeys.CONFIGURATION.name());
    retries(
        file.section(PipelineKeys.CONFIGURATION.name()).section(PipelineKeys.EXTRACTION.name()),
        inside.under(PipelineKeys.EXTRACTION.name()));
    file.find(SCHEDULE)
        .map(Object::toString)
        .filter(Advice::isMoreThanHourly)
        .ifPresent(
            often ->
                problems.warning(
                    SCHEDULE,
                    "runs more than once an hour",
                    "See that a run ends before the next one begins, or choose `0 * * * *`"));
  }

  private void name(Configuration file, Option<String> key, Problems problems) {
    Optional<String> id = file.find(key.name()).map(Object::toString);
    conventions
        .names()
        .filter(names -> id.isPresent() && !names.matcher(id.get()).matches())
        .ifPresent(
            names ->
                problems.warning(
                    key.name(),
                    "is not named as the others are",
                    "Choose a name that matches " + names.pattern()));
  }

  private static void retries(Configuration settings, Problems problems) {
    if (settings.find(RETRIES).filter(none -> none.toString().strip().equals("0")).isPresent()) {
      problems.warning(
          RETRIES,
          "is 0, so that a request that fails in passing is not sent again",
          "Leave it out, or allow 3");
    }
  }

  /** Returns whether the first of five fields of a cron expression has several minutes. */
  private static boolean isMoreThanHourly(String schedule) {
    String[] fields = schedule.strip().split("\\s+", -1);
    if (fields.length != 5) {
      return false;
    }
    int runs = 0;
    for (String part : fields[0].split(",", -1)) {
      runs += runs(part);
    }
    return runs > 1;
  }

  private static int runs(String part) {
    String[] stepped = part.split("/", 2);
    String[] range = stepped[0].split("-", 2);
    try {
      int step = stepped.length == 2 ? Math.max(1, Integer.parseInt(stepped[1])) : 1;
      if (stepped[0].equals("*")) {
        return (MINUTES + step - 1) / step;
      }
      int from = Integer.parseInt(range[0]);
      int until =
          range.length == 2 ? Integer.parseInt(range[1]) : stepped.length == 2 ? MINUTES - 1 : from;
      return (until - from) / step + 1;
    } catch (NumberFormatException odd) {
      return 0; // what is wrong with a schedule is for whoever acts on it to say
    }
  }
}

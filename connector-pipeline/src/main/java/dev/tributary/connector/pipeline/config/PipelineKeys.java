package dev.tributary.connector.pipeline.config;

import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.pipeline.RunSettings;
import java.util.List;
import java.util.Map;

/** The keys of a pipeline's file; those of {@code extraction} are the connector's own. */
final class PipelineKeys {
  static final Option<String> ID =
      Option.string("pipeline_id")
          .required()
          .matching(SourceKeys.IDS, SourceKeys.ID_CHARACTERS)
          .doc("The pipeline's id");
  static final Option<String> NAME = Option.string("name").doc("A name for people");
  static final Option<String> SOURCE_ID =
      Option.string("source_id").doc("The source that it reads");
  static final Option<Map<String, Object>> SOURCE =
      Option.tree("source").doc("The source itself, in place of an id");
  static final Option<String> SOURCE_TYPE =
      Option.string("source_type").doc("Checked against the source's");
  static final Option<String> TARGET_TABLE =
      Option.string("target_table").doc("The table that is loaded");
  static final Option<Boolean> ACTIVE =
      Option.bool("is_active", true).doc("Whether it is to be run");
  static final Option<List<String>> STREAMS =
      Option.strings("streams")
          .orElse(List.of())
          .doc(
              "The streams to read; all that the source offers if not set, and one of the target"
                  + " table's or the pipeline's name where `extraction` has a pattern or a query");
  static final Option<List<String>> DEPENDENCIES =
      Option.strings("dependencies").orElse(List.of()).doc("Pipelines that run before");

  static final Option<Map<String, Object>> EXTRACTION =
      Option.tree("extraction").doc("What is read: the options of the connector");
  static final Option<Map<String, Object>> TRANSFORMATION =
      Option.tree("transformation").doc("How records are shaped");
  static final Option<Map<String, Object>> ERROR_HANDLING =
      Option.tree("error_handling").doc("What becomes of bad records");

  static final Option<String> STAGING_PATH =
      Option.string("path", "staging").doc("Where; relative to the configuration's directory");
  static final Option<String> FORMAT =
      Option.string("format", "JSONL").doc("The file format: JSONL, CSV, PARQUET or AVRO");
  static final Option<Long> MAX_ROWS =
      Option.longInteger("max_rows_per_file", 1_000_000)
          .atLeast(1L)
          .doc("After about how many records a file ends");
  static final Option<Long> MAX_BYTES =
      Option.longInteger("max_bytes_per_file", 256L << 20)
          .atLeast(1L)
          .doc("After about how many bytes of records in memory a file ends");
  static final Option<Integer> RETENTION =
      Option.integer("retention_days")
          .atLeast(0)
          .doc(
              "After how many days what was committed and taken over is deleted; never if not set");
  static final Option<Options> STAGING =
      Option.object("staging", OptionSet.of(STAGING_PATH, FORMAT, MAX_ROWS, MAX_BYTES, RETENTION))
          .doc("Where records are staged");

  private static final Option<Map<String, Object>> LOADING =
      Option.tree("loading").doc("What is staged for the target, and how");
  private static final Option<Map<String, Object>> RESOURCES =
      Option.tree("worker_resources").doc("What a worker has; not yet");

  static final Option<Integer> PARALLEL_STREAMS =
      Option.integer("max_parallel_streams", RunSettings.defaults().parallelStreams())
          .between(1, 1024)
          .doc("How many streams are read at once; each takes the memory of an extraction");
  static final Option<Boolean> STOP_ON_FAILURE =
      Option.bool("stop_on_failure", false)
          .doc("Whether the first stream that fails ends the others; what they staged is kept");

  static final Option<Options> CONFIGURATION =
      Option.object(
              "configuration",
              OptionSet.of(
                  EXTRACTION,
                  TRANSFORMATION,
                  STAGING,
                  LOADING,
                  ERROR_HANDLING,
                  RESOURCES,
                  PARALLEL_STREAMS,
                  STOP_ON_FAILURE))
          .doc("What is read, shaped, staged and loaded");

  /** What is said of keys that are set and not acted on. */
  static final String NOT_ACTED_ON_YET = "is kept and not acted on by this release";

  /** Keys that are understood, kept, and not acted on by this release. */
  static final List<Option<?>> NOT_ACTED_ON =
      List.of(
          Option.tree("target").doc("Where records are loaded; not yet"),
          Option.string("schedule_interval").doc("When it runs; for a host to act on"),
          Option.bool("catchup").doc("Whether missed runs are made up for; not yet"),
          Option.tree("quality_rules").doc("What records have to keep to; not yet"),
          Option.tree("self_healing_config").doc("What is done about failures; not yet"));

  /** Keys of {@code configuration} that are understood, kept, and not acted on. */
  static final List<Option<?>> NOT_ACTED_ON_INSIDE = List.of(RESOURCES);

  static final OptionSet ALL =
      OptionSet.of(
              ID,
              NAME,
              Option.string("description").doc("For people"),
              Option.string("owner").doc("Who looks after it"),
              SOURCE_ID,
              SOURCE,
              SOURCE_TYPE,
              Option.string("target_dataset").doc("The dataset that is loaded"),
              TARGET_TABLE,
              Option.string("dag_id").doc("Kept for hosts that schedule elsewhere"),
              ACTIVE,
              STREAMS,
              CONFIGURATION,
              Option.string("timezone").doc("The zone of the schedule"),
              Option.string("start_date").doc("When the schedule begins"),
              Option.string("end_date").doc("When the schedule ends"),
              DEPENDENCIES)
          .plus(NOT_ACTED_ON.toArray(new Option<?>[0]))
          .exclusive(SOURCE_ID, SOURCE)
          .oneOf(SOURCE_ID, SOURCE);

  private PipelineKeys() {}
}

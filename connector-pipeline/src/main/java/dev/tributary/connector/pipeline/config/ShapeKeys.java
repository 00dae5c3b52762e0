package dev.tributary.connector.pipeline.config;

import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Secret;
import dev.tributary.connector.pipeline.transform.Filter;
import java.util.List;
import java.util.Map;

/** The keys that say how records are shaped, and what becomes of bad ones. */
final class ShapeKeys {
  static final Option<Boolean> ENABLED =
      Option.bool("enabled", true).doc("Whether records are shaped at all");
  static final Option<Map<String, String>> MAPPINGS =
      Option.map("column_mappings").orElse(Map.of()).doc("New names: `source: target`");
  static final Option<String> UNMAPPED =
      Option.string("unmapped_columns", "keep")
          .matching("[Kk][Ee][Ee][Pp]|[Dd][Rr][Oo][Pp]", "keep or drop")
          .doc("What becomes of columns that no mapping names: `keep` or `drop`");
  static final Option<Map<String, Object>> CONVERSIONS =
      Option.tree("type_conversions")
          .doc("Types that columns are converted to, exactly: `name: type` or `{ type, format }`");
  static final Option<Map<String, Object>> CONSTANTS =
      Option.tree("constants").doc("Columns of one value: `name: value`");
  static final Option<Map<String, String>> CALCULATED =
      Option.map("calculated_fields").orElse(Map.of()).doc("Columns and their expressions");
  static final Option<String> FILTER_COLUMN = Option.string("column").doc("The column");
  static final Option<Filter.Operator> FILTER_OPERATOR =
      Option.enumeration("operator", Filter.Operator.class).doc("How it is compared");
  static final Option<String> FILTER_EXPRESSION =
      Option.string("expression").doc("A test in place of column and operator");
  static final OptionSet FILTER =
      OptionSet.of(FILTER_COLUMN, FILTER_OPERATOR, FILTER_EXPRESSION)
          .exclusive(FILTER_COLUMN, FILTER_EXPRESSION)
          .oneOf(FILTER_COLUMN, FILTER_EXPRESSION)
          .allowUnknown();
  static final Option<List<Options>> FILTERS =
      Option.objects("filters", FILTER)
          .orElse(List.of())
          .doc("Records that pass all of these are kept: `{ column, operator, value }`");
  static final Option<Map<String, Object>> FLATTEN =
      Option.tree("flatten")
          .doc("Nested columns that become columns: `name: { path: type }`, or `name: all`");
  static final Option<Map<String, Object>> MASK =
      Option.tree("mask").doc("Texts shown as `*` but for their last characters: `name: count`");
  static final Option<List<String>> HASH_COLUMNS =
      Option.strings("columns").required().doc("The columns");
  static final Option<Secret> HASH_SALT =
      Option.secret("salt").required().doc("What nobody else knows, such as `secret://salt`");
  static final Option<Options> HASH =
      Option.object("hash", OptionSet.of(HASH_COLUMNS, HASH_SALT))
          .doc("Columns that are replaced by their salted hash");
  static final Option<List<String>> DROP =
      Option.strings("drop").orElse(List.of()).doc("Columns that are dropped in the end");

  static final OptionSet TRANSFORMATION =
      OptionSet.of(
          ENABLED,
          MAPPINGS,
          UNMAPPED,
          CONVERSIONS,
          CONSTANTS,
          CALCULATED,
          FILTERS,
          FLATTEN,
          MASK,
          HASH,
          DROP);

  static final Option<Long> MAX_BAD_RECORDS =
      Option.longInteger("max_bad_records", 0)
          .atLeast(0L)
          .doc("How many bad records a stream may have in a run");
  static final Option<Double> MAX_BAD_SHARE =
      Option.number("max_bad_share", 0)
          .between(0.0, 1.0)
          .doc("Which share of the records may be bad, from 0 to 1");
  static final Option<String> QUARANTINE =
      Option.string("quarantine").doc("Where bad records are kept; in the staging area if not set");
  static final OptionSet ERROR_HANDLING = OptionSet.of(MAX_BAD_RECORDS, MAX_BAD_SHARE, QUARANTINE);

  static final Option<String> DISPOSITION =
      Option.string("write_disposition", "WRITE_APPEND")
          .matching(
              "WRITE_(APPEND|TRUNCATE|EMPTY|MERGE)|write_(append|truncate|empty|merge)",
              "WRITE_APPEND, WRITE_TRUNCATE, WRITE_EMPTY or WRITE_MERGE")
          .doc(
              "What becomes of what was staged before: `WRITE_APPEND` adds to it, `WRITE_TRUNCATE`"
                  + " takes its place; `WRITE_EMPTY` and `WRITE_MERGE` not yet");
  static final Option<List<String>> UNIQUE =
      Option.strings("unique_columns")
          .orElse(List.of())
          .doc(
              "Columns of the result of which a run stages each combination of values once; with"
                  + " `WRITE_MERGE` the key to merge by, and nothing is dropped");
  static final Option<List<Options>> COLUMNS =
      Option.objects(
              "columns",
              OptionSet.of(
                      Option.string("name").required().doc("The column"),
                      Option.string("transformer").doc("An expression that makes its last value"))
                  .allowUnknown())
          .orElse(List.of())
          .doc("Columns of the target: `{ name, type, format, transformer, description }`");

  /** Keys of {@code loading} that are understood, kept, and not acted on. */
  static final List<Option<?>> LOADING_NOT_ACTED_ON =
      List.of(
          Option.string("create_disposition").doc("Whether a table is created; not yet"),
          Option.string("partition_field").doc("What the table is partitioned by; not yet"),
          Option.string("partition_type").doc("How large a partition is; not yet"),
          Option.strings("clustering_fields").doc("What the table is clustered by; not yet"),
          Option.string("schema_evolution").doc("What becomes of new columns; not yet"));

  static final OptionSet LOADING =
      OptionSet.of(DISPOSITION, UNIQUE, COLUMNS)
          .plus(LOADING_NOT_ACTED_ON.toArray(new Option<?>[0]));

  private ShapeKeys() {}
}

package dev.tributary.connector.cloudsql.option;

import dev.tributary.connector.incremental.CursorType;
import dev.tributary.connector.incremental.OnMissingCursor;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.read.ExtractionOptions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * What is read of a database, and how.
 *
 * @since 0.1.0
 */
public final class ReadOptions {
  /** Which tables are read. */
  public static final Option<List<String>> TABLES =
      Option.strings("tables")
          .aliases("table")
          .orElse(List.of())
          .doc(
              "The tables to read, with or without their schema, or patterns of them (`sales.*`,"
                  + " `orders_{eu,us}`, `re:log_\\d+`); every table that may be read if not set")
          .example("[public.orders, \"sales.*\"]");

  /** A query in place of tables. */
  public static final Option<String> QUERY =
      Option.string("query")
          .doc(
              "One query to read in place of tables. `@last_extraction_time`, `@last_value`,"
                  + " `@window_start` and `@window_end` stand for values of the run")
          .example("SELECT id, total FROM orders WHERE updated_at >= @last_extraction_time");

  /** Which columns are read. */
  public static final Option<List<String>> COLUMNS =
      Option.strings("columns").orElse(List.of()).doc("The columns to read; all if not set");

  /** Which rows are read. */
  public static final Option<String> WHERE =
      Option.string("where")
          .doc("A condition in the server's SQL that rows must meet")
          .example("status = 'active'");

  /** What is joined. */
  public static final Option<List<Options>> JOIN =
      Option.objects("join", JoinOptions.ALL).orElse(List.of()).doc("Tables to join");

  /** What identifies a row. */
  public static final Option<List<String>> PRIMARY_KEY =
      Option.strings("primary_key")
          .orElse(List.of())
          .doc(
              "The columns that tell rows apart and are never null, where the server does not know:"
                  + " of a view, a join or a query. With them a read goes on where it was"
                  + " interrupted; that they are unique is not checked");

  /** What is read of a table. */
  public static final Option<ExtractionMethod> METHOD =
      Option.enumeration("extraction_method", ExtractionMethod.class)
          .doc(
              "What is read: all (`FULL`), what is new (`INCREMENTAL`), or new and restated"
                  + " partitions (`PARTITION`). `INCREMENTAL` if `incremental_field` is set, else"
                  + " `FULL`");

  /** Whether only what is new is read. */
  public static final Option<Boolean> INCREMENTAL =
      Option.bool("incremental_extraction").doc("Whether only what is new is read");

  /** What tells new from old. */
  public static final Option<List<String>> FIELD =
      Option.strings("incremental_field")
          .orElse(List.of())
          .doc("The column that tells new rows from old ones; several, if they grow together");

  /** How the cursor's values are meant. */
  public static final Option<CursorType> FIELD_TYPE =
      Option.enumeration("incremental_field_type", CursorType.class)
          .doc("How the values of `incremental_field` are meant; as its type says if not set");

  /** The zone of times without one. */
  public static final Option<String> ZONE =
      Option.string("incremental_zone")
          .check(ReadOptions::isZone, "a time zone, such as UTC or Europe/Berlin")
          .doc(
              "The time zone that is meant by an `incremental_field` whose type has none; UTC if"
                  + " not set");

  /** How finely the cursor is kept. */
  public static final Option<Duration> GRANULARITY =
      Option.seconds("incremental_granularity")
          .check(granule -> !granule.isZero(), "more than 0")
          .doc(
              "How finely whoever writes `incremental_field` keeps time, if coarser than its type:"
                  + " ends of windows are rounded down to it");

  /** What happens to rows without a cursor. */
  public static final Option<OnMissingCursor> ON_MISSING =
      Option.enumeration("on_missing_cursor", OnMissingCursor.FAIL)
          .doc(
              "What to do if `incremental_field` is null somewhere: fail, read such rows with every"
                  + " run, or leave them out and count them");

  /** How late rows may become visible. */
  public static final Option<Duration> LAG =
      Option.seconds("lag", 0)
          .doc("How late a row may become visible; a run ends this long before now");

  /** How much is read again. */
  public static final Option<Duration> LOOKBACK =
      Option.seconds("lookback", 0)
          .doc(
              "How much earlier than where the last run ended to begin, in seconds or, of whole"
                  + " numbers, in numbers");

  /** What the partitions of a table are told apart by. */
  public static final Option<String> PARTITION_FIELD =
      Option.string("partition_field")
          .doc("The column whose values are the partitions; the table's own partitions if not set");

  /** How a partition is named. */
  public static final Option<String> PARTITION_FORMAT =
      Option.string("partition_format", "YYYY-MM-DD")
          .doc("How a partition of dates is named, and so how long it is");

  /** How changes are captured. */
  public static final Option<Map<String, Object>> CDC_CONFIG =
      Option.tree("cdc_config").doc("Settings of change capture, which is not there yet");

  /** How tables are cut. */
  public static final Option<SplitBy> SPLIT_BY =
      Option.enumeration("split_by", SplitBy.AUTO)
          .doc("How tables are cut into ranges that are read side by side");

  /** How large ranges are. */
  public static final Option<Long> SPLIT_BYTES =
      Option.longInteger("split_bytes", 64L << 20)
          .between(8_192L, 1L << 40)
          .doc("About how many bytes of a table one range holds; smaller tables are not cut");

  /** What is read as of one moment. */
  public static final Option<SnapshotUse> SNAPSHOT =
      Option.enumeration("snapshot", SnapshotUse.TABLE)
          .doc("What is read as of one moment, where the server can share a snapshot");

  /** What happens to values that do not fit. */
  public static final Option<SpecialValues> SPECIAL_VALUES =
      Option.enumeration("special_values", SpecialValues.FAIL)
          .doc(
              "What to do with a value that the column's type cannot hold, such as a zero date or a"
                  + " year beyond its range");

  /** All of them. */
  public static final OptionSet ALL =
      OptionSet.of(
          TABLES,
          QUERY,
          COLUMNS,
          WHERE,
          JOIN,
          PRIMARY_KEY,
          METHOD,
          INCREMENTAL,
          FIELD,
          FIELD_TYPE,
          ZONE,
          GRANULARITY,
          ON_MISSING,
          LAG,
          LOOKBACK,
          PARTITION_FIELD,
          PARTITION_FORMAT,
          CDC_CONFIG,
          SPLIT_BY,
          SPLIT_BYTES,
          SNAPSHOT,
          SPECIAL_VALUES,
          ExtractionOptions.START_DATE);

  private ReadOptions() {}

  private static boolean isZone(String text) {
    try {
      ZoneId.of(text);
      return true;
    } catch (java.time.DateTimeException wrong) {
      return false;
    }
  }
}

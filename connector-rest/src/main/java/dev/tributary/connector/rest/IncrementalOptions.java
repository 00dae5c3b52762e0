package dev.tributary.connector.rest;

import dev.tributary.connector.incremental.CursorType;
import dev.tributary.connector.incremental.OnMissingCursor;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.read.ExtractionOptions;
import java.time.Duration;

/**
 * How only what is new is asked for.
 *
 * @since 0.1.0
 */
public final class IncrementalOptions {
  /** The field that tells new from old. */
  public static final Option<String> FIELD =
      Option.string("incremental_field")
          .doc("The field that tells new records from old ones; without it every run reads all");

  /** How the field's values are written and compared. */
  public static final Option<CursorType> FIELD_TYPE =
      Option.enumeration("incremental_field_type", CursorType.TIMESTAMP)
          .doc("How the field's values are written and compared");

  /** The parameter of the lower bound. */
  public static final Option<String> FROM_PARAM =
      Option.string("incremental_from_param")
          .aliases("incremental_param")
          .doc(
              "The parameter with the lower bound; without it the records before the bound are read"
                  + " and left out")
          .example("updated_since");

  /** The parameter of the upper bound. */
  public static final Option<String> UNTIL_PARAM =
      Option.string("incremental_until_param")
          .doc(
              "The parameter with the upper bound; without it the records behind the bound are left"
                  + " to the next run, or, where values are no times, told apart by their key")
          .example("updated_before");

  /** Where the bounds are sent. */
  public static final Option<ParameterPlace> SEND_IN =
      Option.enumeration("incremental_send_in", ParameterPlace.QUERY)
          .doc(
              "Where the bounds are sent; one that the endpoint names in braces stands in the"
                  + " path");

  /** How bounds are written. */
  public static final Option<String> FORMAT =
      Option.string("incremental_format")
          .check(Columns::isFormat, "a date format, such as YYYY-MM-DD HH:mm:ss or %Y-%m-%d")
          .doc("How the field's values and the bounds are written; ISO 8601 if not set")
          .example("YYYY-MM-DD HH:mm:ss");

  /** How bounds are written in parameters. */
  public static final Option<String> PARAM_FORMAT =
      Option.string("incremental_param_format")
          .check(
              Increment::isParamFormat,
              "EPOCH_SECONDS, EPOCH_MILLIS, or a date format of a day or finer, such as YYYY-MM-DD")
          .doc(
              "How the parameters write a bound, if not as the field's values are written: a date"
                  + " format, EPOCH_SECONDS or EPOCH_MILLIS. Bounds are rounded down to what it"
                  + " shows")
          .example("EPOCH_SECONDS");

  /** The zone of values without one. */
  public static final Option<String> ZONE =
      Option.string("incremental_zone")
          .check(Increment::isZone, "a time zone, such as UTC or Europe/Berlin")
          .doc("The time zone of values that have none; UTC if not set")
          .example("Europe/Berlin");

  /** How finely the source keeps the field. */
  public static final Option<Duration> GRANULARITY =
      Option.seconds("incremental_granularity")
          .check(Increment::isGranularity, "whole seconds, or a part that divides a second evenly")
          .doc("How finely the API keeps the field; bounds are rounded down to it; 1ms by default");

  /** Whether the API leaves out what is exactly at the lower bound. */
  public static final Option<Boolean> FROM_EXCLUSIVE =
      Option.bool("incremental_from_exclusive", false)
          .doc(
              "Whether the API leaves out what is exactly at the lower bound (\"greater than\"); it"
                  + " is then asked from one granule earlier");

  /** Whether the API sends what is exactly at the upper bound. */
  public static final Option<Boolean> UNTIL_INCLUSIVE =
      Option.bool("incremental_until_inclusive", false)
          .doc(
              "Whether the API sends what is exactly at the upper bound (\"less or equal\"); it is"
                  + " then asked until one granule earlier");

  /** What happens to records without a value. */
  public static final Option<OnMissingCursor> ON_MISSING =
      Option.enumeration("on_missing_cursor", OnMissingCursor.FAIL)
          .doc("What to do with a record without a value of the field, where that matters");

  /** How late records may become visible. */
  public static final Option<Duration> LAG =
      Option.seconds("lag", 0)
          .doc("How late a record may become visible; a run ends this long before now");

  /** How much is read again. */
  public static final Option<Duration> LOOKBACK =
      Option.seconds("lookback", 0).doc("How much earlier than where the last run ended to begin");

  /** How a read is cut into windows. */
  public static final Option<Duration> WINDOW =
      Option.seconds("window")
          .check(window -> !window.isZero(), "more than 0")
          .doc(
              "Cut a read into windows of this length, which are read side by side; needs"
                  + " `incremental_until_param`")
          .example("1d");

  /** All of them. */
  static final OptionSet ALL =
      OptionSet.of(
          FIELD,
          FIELD_TYPE,
          FROM_PARAM,
          UNTIL_PARAM,
          SEND_IN,
          FORMAT,
          PARAM_FORMAT,
          ZONE,
          GRANULARITY,
          FROM_EXCLUSIVE,
          UNTIL_INCLUSIVE,
          ON_MISSING,
          LAG,
          LOOKBACK,
          WINDOW,
          ExtractionOptions.START_DATE);

  private IncrementalOptions() {}
}

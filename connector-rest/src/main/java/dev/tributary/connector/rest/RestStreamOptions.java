package dev.tributary.connector.rest;

import dev.tributary.connector.http.json.Misfits;
import dev.tributary.connector.http.json.UnknownFields;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Secret;
import java.util.List;
import java.util.Map;

/**
 * What is read and how: the settings of one stream, in the connection's {@code streams} or given
 * with an extraction. Where both say something the extraction counts; parameters, headers and
 * pagination settings are merged key by key.
 *
 * @since 0.1.0
 */
public final class RestStreamOptions {
  /** Where the stream is. */
  public static final Option<String> ENDPOINT =
      Option.string("endpoint")
          .doc(
              "The path below `base_url`, or a whole URL; parameters in braces are filled in. The"
                  + " name of a stream of the connection if not set")
          .example("/customers/{customer}/orders");

  /** What requests do. */
  public static final Option<HttpMethod> METHOD =
      Option.enumeration("method", HttpMethod.GET).doc("The method of the requests");

  /** Whether requests that change something may be repeated. */
  public static final Option<Boolean> REPEAT_UNSAFE =
      Option.bool("repeat_unsafe", false)
          .doc(
              "Whether a POST or PATCH may be sent again after a failure, because it only reads, as"
                  + " a search does");

  /** Parameters of the path or query. */
  public static final Option<Map<String, Secret>> PARAMETERS =
      Option.secrets("parameters")
          .orElse(Map.of())
          .doc("Parameters: in the path where `endpoint` names them in braces, or in the query");

  /** Headers. */
  public static final Option<Map<String, Secret>> HEADERS =
      Option.secrets("headers").orElse(Map.of()).doc("Headers, besides those of the connection");

  /** The body. */
  public static final Option<Map<String, Object>> BODY =
      Option.tree("body").doc("The body of each request, a map");

  /** How the body is written. */
  public static final Option<BodyFormat> BODY_FORMAT =
      Option.enumeration("body_format", BodyFormat.JSON)
          .doc("How the body is written: as JSON, or as an HTML form");

  /** Where the records stand. */
  public static final Option<String> DATA_PATH =
      Option.string("data_path", "")
          .doc(
              "Where the array of records, or the only record, stands in an answer; the whole"
                  + " answer if not set")
          .example("data.items");

  /** Whether an answer without data is an empty page. */
  public static final Option<Boolean> EMPTY_IF_MISSING =
      Option.bool("empty_if_missing", false)
          .doc("Whether an answer with null or nothing at `data_path` is a page without records");

  /** The declared columns. */
  public static final Option<List<Options>> SCHEMA =
      Option.objects("schema", ColumnOptions.ALL)
          .aliases("columns")
          .doc(
              "The columns; others are added as `unknown_fields` says. Without it the first page is"
                  + " sampled, which costs one request; so a POST or PATCH needs it, unless"
                  + " `repeat_unsafe` is set");

  /** What happens to members that are no columns. */
  public static final Option<UnknownFields> UNKNOWN_FIELDS =
      Option.enumeration("unknown_fields", UnknownFields.EVOLVE)
          .doc("What to do with members that the schema does not hold");

  /** What happens to values that do not fit a declared column. */
  public static final Option<Misfits> MISFITS =
      Option.enumeration("misfits", Misfits.FAIL)
          .doc("What to do with a record whose value does not fit a declared column");

  /** What identifies a record. */
  public static final Option<List<String>> PRIMARY_KEY =
      Option.strings("primary_key").orElse(List.of()).doc("The fields that identify a record");

  /** How many records are looked at for a schema. */
  public static final Option<Integer> SAMPLE_RECORDS =
      Option.integer("sample_records", 1_000)
          .between(1, 1_000_000)
          .doc("How many records of the first page are looked at where no schema is declared");

  /** What a stream of the connection, or an extraction, may say. */
  static final OptionSet ALL =
      OptionSet.of(
              ENDPOINT,
              METHOD,
              REPEAT_UNSAFE,
              PARAMETERS,
              HEADERS,
              BODY,
              BODY_FORMAT,
              DATA_PATH,
              EMPTY_IF_MISSING,
              SCHEMA,
              UNKNOWN_FIELDS,
              MISFITS,
              PRIMARY_KEY,
              SAMPLE_RECORDS,
              PaginationOptions.PAGINATION_TYPE,
              PaginationOptions.PAGINATION_CONFIG)
          .plus(IncrementalOptions.ALL);

  private RestStreamOptions() {}
}

package dev.tributary.connector.rest;

import dev.tributary.connector.http.json.JsonPath;
import dev.tributary.connector.http.json.JsonRows;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Redactor;
import dev.tributary.connector.schema.StreamSchema;
import java.util.List;
import java.util.Optional;

/** Everything that is needed to ask for a stream and to read its answers. Immutable. */
final class RestStream {
  private final Settings settings;
  private final Paging paging;
  private final PageSigns signs;
  private final Optional<Increment> increment;
  private final Requests requests;
  private final StreamSchema declared;
  private final DateColumns dates;
  private final JsonRows rows;

  /**
   * @throws dev.tributary.connector.error.ConnectorException of kind CONFIG if a setting makes no
   *     sense
   */
  RestStream(Settings settings, Redactor redactor) {
    this.settings = settings;
    this.paging = new Paging(settings);
    this.signs = new PageSigns(settings, redactor);
    this.increment = Increment.of(settings);
    this.requests = new Requests(settings, paging, increment);
    List<Options> columns = settings.find(RestStreamOptions.SCHEMA).orElse(List.of());
    this.declared = Columns.schema(columns);
    this.dates = DateColumns.of(columns, settings.get(RestStreamOptions.MISFITS));
    this.rows =
        signs.kept(
            JsonRows.at(JsonPath.parse(settings.get(RestStreamOptions.DATA_PATH)))
                .declared(dates.asText(declared))
                .unknownFields(settings.get(RestStreamOptions.UNKNOWN_FIELDS))
                .misfits(settings.get(RestStreamOptions.MISFITS))
                .emptyIfMissing(settings.get(RestStreamOptions.EMPTY_IF_MISSING)));
  }

  static RestStream of(String name, Options extraction, Options connection, Redactor redactor) {
    return new RestStream(Settings.of(name, extraction, connection), redactor);
  }

  String name() {
    return settings.stream();
  }

  Settings settings() {
    return settings;
  }

  Paging paging() {
    return paging;
  }

  PageSigns signs() {
    return signs;
  }

  Optional<Increment> increment() {
    return increment;
  }

  Requests requests() {
    return requests;
  }

  /** Returns the declared columns; without fields if none are. */
  StreamSchema declared() {
    return declared;
  }

  /** Returns the columns whose dates the source writes in a form of its own. */
  DateColumns dates() {
    return dates;
  }

  JsonRows rows() {
    return rows;
  }

  /** Returns a schema with the key that the settings name, as far as it has those fields. */
  StreamSchema keyed(StreamSchema schema) {
    List<String> key = settings.get(RestStreamOptions.PRIMARY_KEY);
    boolean known = !key.isEmpty() && key.stream().allMatch(name -> schema.indexOf(name) >= 0);
    return known ? schema.key(key.toArray(String[]::new)) : schema;
  }
}

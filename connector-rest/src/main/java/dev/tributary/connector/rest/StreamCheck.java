package dev.tributary.connector.rest;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.http.json.JsonPath;
import dev.tributary.connector.incremental.CursorType;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.option.Redactor;
import dev.tributary.connector.option.Secret;
import dev.tributary.connector.schema.StreamSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what the options of a stream cannot check one by one; asks nobody. */
final class StreamCheck {
  private static final List<Option<String>> PATHS =
      List.of(
          PaginationOptions.CURSOR_PATH,
          PaginationOptions.HAS_MORE_PATH,
          PaginationOptions.TOTAL_PATH,
          PaginationOptions.TOTAL_PAGES_PATH,
          PaginationOptions.NEXT_URL_PATH);

  private final Settings settings;
  private final Problems problems;

  private StreamCheck(Settings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  /** Reports everything that is wrong with the settings of a stream. */
  static void check(Settings settings, Redactor redactor, Problems problems) {
    StreamCheck check = new StreamCheck(settings, problems);
    boolean sound = check.paths();
    sound &= check.pagination();
    sound &= check.incremental();
    sound &= check.columns();
    sound &= check.headers();
    sound &= check.form();
    sound &= check.sampling();
    if (sound) {
      check.whole(redactor);
    }
  }

  private boolean paths() {
    boolean sound =
        path("", RestStreamOptions.DATA_PATH, settings.find(RestStreamOptions.DATA_PATH));
    for (Option<String> option : PATHS) {
      sound &= path("pagination_config.", option, settings.findPaging(option));
    }
    return sound;
  }

  private boolean path(String prefix, Option<String> option, Optional<String> text) {
    try {
      text.ifPresent(JsonPath::parse);
      return true;
    } catch (ConnectorException wrong) {
      report(prefix + option.name(), wrong);
      return false;
    }
  }

  private boolean pagination() {
    PaginationType type = settings.paginationType();
    boolean ledByCursor =
        settings.findPaging(PaginationOptions.CURSOR_PATH).isPresent()
            || settings.findPaging(PaginationOptions.CURSOR_HEADER).isPresent();
    if (type == PaginationType.CURSOR && !ledByCursor) {
      return wrong(
          "pagination_config",
          "CURSOR needs `cursor_path` or `cursor_header`",
          "Say where an answer holds the next cursor");
    }
    if (type == PaginationType.CUSTOM
        && settings.findPaging(PaginationOptions.TURNER_CLASS).isEmpty()) {
      return wrong(
          "pagination_config." + PaginationOptions.TURNER_CLASS,
          "is required for CUSTOM",
          "Name a public class that implements PageTurner");
    }
    if (settings.paging(PaginationOptions.STOP_ON_SHORT_PAGE)
        && settings.findPaging(PaginationOptions.PAGE_SIZE).isEmpty()) {
      return wrong(
          "pagination_config." + PaginationOptions.STOP_ON_SHORT_PAGE,
          "needs `page_size`",
          "Set page_size, so that a short page can be told");
    }
    return true;
  }

  private boolean incremental() {
    if (settings.find(IncrementalOptions.FIELD).isEmpty()) {
      for (Option<?> needy :
          List.of(
              IncrementalOptions.FROM_PARAM,
              IncrementalOptions.UNTIL_PARAM,
              IncrementalOptions.WINDOW)) {
        if (settings.find(needy).isPresent()) {
          return wrong(needy.name(), "needs `incremental_field`", "Add it");
        }
      }
      return true;
    }
    CursorType type = settings.get(IncrementalOptions.FIELD_TYPE);
    boolean until = settings.find(IncrementalOptions.UNTIL_PARAM).isPresent();
    if (settings.find(IncrementalOptions.WINDOW).isPresent() && !until) {
      return wrong(
          IncrementalOptions.WINDOW.name(),
          "needs `incremental_until_param`, because every window but the last has an end",
          "Name the parameter of the upper bound, or leave the window out");
    }
    boolean steps = Increment.isTime(type) || type == CursorType.INTEGER;
    if (settings.get(IncrementalOptions.FROM_EXCLUSIVE) && !steps) {
      return wrong(
          IncrementalOptions.FROM_EXCLUSIVE.name(),
          "cannot be helped where values are " + type + ": none comes right before another",
          "Find a parameter that includes the bound");
    }
    boolean written = settings.find(IncrementalOptions.PARAM_FORMAT).isPresent();
    if (written && type != CursorType.TIMESTAMP && type != CursorType.DATE) {
      return wrong(
          IncrementalOptions.PARAM_FORMAT.name(),
          "goes with TIMESTAMP and DATE values, not with " + type,
          "Leave it out");
    }
    return true;
  }

  private boolean columns() {
    StreamSchema declared;
    try {
      declared = Columns.schema(settings.find(RestStreamOptions.SCHEMA).orElse(List.of()));
    } catch (IllegalArgumentException twice) {
      return wrong(RestStreamOptions.SCHEMA.name(), String.valueOf(twice.getMessage()), null);
    }
    boolean sound = true;
    for (Options column : settings.find(RestStreamOptions.SCHEMA).orElse(List.of())) {
      if (column.isSet(ColumnOptions.FORMAT) && !Columns.isTime(Columns.type(column))) {
        sound =
            wrong(
                RestStreamOptions.SCHEMA.name(),
                "`" + column.get(ColumnOptions.NAME) + "` has a format, and its type is no date",
                "Leave the format out, or declare a date, timestamp or timestamptz");
      }
    }
    for (String key : settings.get(RestStreamOptions.PRIMARY_KEY)) {
      if (declared.size() > 0 && declared.indexOf(key) < 0) {
        sound =
            wrong(
                RestStreamOptions.PRIMARY_KEY.name(),
                "`" + key + "` is no column of `schema`",
                "Declare it, or correct the key");
      }
    }
    return sound;
  }

  private boolean headers() {
    Option<Map<String, Secret>> option = RestStreamOptions.HEADERS;
    return ConfiguredHeaders.check(option, settings.merged(option), problems);
  }

  private boolean form() {
    if (settings.get(RestStreamOptions.BODY_FORMAT) != BodyFormat.FORM) {
      return true;
    }
    boolean sound = true;
    Map<String, Object> body = settings.find(RestStreamOptions.BODY).orElse(Map.of());
    for (Map.Entry<String, Object> field : body.entrySet()) {
      if (field.getValue() instanceof Map || field.getValue() instanceof List) {
        sound =
            wrong(
                RestStreamOptions.BODY.name() + "." + field.getKey(),
                "is a list or a map, and a form has only texts and numbers",
                "Write it as the API wants it in a form, or set body_format: JSON");
      }
    }
    return sound;
  }

  /** A look at the first page would send a request that may do something one time more. */
  private boolean sampling() {
    HttpMethod method = settings.get(RestStreamOptions.METHOD);
    boolean unsafe = method == HttpMethod.POST || method == HttpMethod.PATCH;
    boolean declared = !settings.find(RestStreamOptions.SCHEMA).map(List::isEmpty).orElse(true);
    if (!unsafe || declared || settings.get(RestStreamOptions.REPEAT_UNSAFE)) {
      return true;
    }
    return wrong(
        RestStreamOptions.SCHEMA.name(),
        "is required for " + method + ": to find it, the request would be sent once more",
        "Declare the columns, or set repeat_unsafe: true if the request only reads");
  }

  /** Builds the stream, which needs all of its parts to be sound. */
  private void whole(Redactor redactor) {
    RestStream stream;
    try {
      stream = new RestStream(settings, redactor);
      Urls.below(
          settings.connection().get(RestOptions.BASE_URL),
          settings.endpoint().replaceAll("[{}]", ""));
    } catch (ConnectorException wrong) {
      report("", wrong);
      return;
    }
    Set<String> holes = stream.requests().holes();
    holes.removeAll(stream.requests().fillers());
    for (String hole : holes) {
      wrong(
          RestStreamOptions.ENDPOINT.name(),
          "names {" + hole + "}, and nothing fills it in",
          "Add `" + hole + "` to `parameters`");
    }
    boolean inBody =
        settings.find(RestStreamOptions.BODY).isPresent()
            || settings.paging(PaginationOptions.SEND_IN) == ParameterPlace.BODY
            || settings.get(IncrementalOptions.SEND_IN) == ParameterPlace.BODY;
    if (inBody && settings.get(RestStreamOptions.METHOD) == HttpMethod.GET) {
      wrong(
          RestStreamOptions.METHOD.name(),
          "is GET, which carries no body",
          "Set method: POST, and repeat_unsafe: true if the request only reads");
    }
  }

  private boolean wrong(String path, String message, @Nullable String remedy) {
    problems.error(path, message, remedy);
    return false;
  }

  private void report(String path, ConnectorException wrong) {
    String place = wrong.place().map(known -> " (" + known + ")").orElse("");
    problems.error(path, wrong.what() + place, wrong.remedy().orElse(null));
  }
}

package dev.tributary.connector.rest;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.http.HttpBody;
import dev.tributary.connector.http.HttpHeaders;
import dev.tributary.connector.http.HttpRequest;
import dev.tributary.connector.incremental.IncrementalWindow;
import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.option.Secret;
import dev.tributary.connector.pagination.NextUrl;
import dev.tributary.connector.pagination.PageRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the requests of one stream: which page, of which window. Immutable. */
final class Requests {
  private static final Pattern HOLE = Pattern.compile("\\{([^{}/?]+)}");

  private final Settings settings;
  private final Paging paging;
  private final @Nullable Increment increment;
  private final URI base;
  private final String endpoint;
  private final Map<String, Secret> parameters;
  private final Map<String, Secret> headers;
  private final Map<String, Object> body;

  Requests(Settings settings, Paging paging, Optional<Increment> increment) {
    this.settings = settings;
    this.paging = paging;
    this.increment = increment.orElse(null);
    this.base = settings.connection().get(RestOptions.BASE_URL);
    this.endpoint = settings.endpoint();
    this.parameters = settings.merged(RestStreamOptions.PARAMETERS);
    this.headers = settings.merged(RestStreamOptions.HEADERS);
    this.body = settings.find(RestStreamOptions.BODY).orElse(Map.of());
  }

  /** Returns the parameters that the endpoint names in braces. */
  Set<String> holes() {
    Set<String> holes = new LinkedHashSet<>();
    HOLE.matcher(endpoint).results().forEach(hole -> holes.add(hole.group(1)));
    return holes;
  }

  /** Returns the request of a page. */
  HttpRequest page(PageRequest page, IncrementalWindow window) {
    Draft draft = new Draft();
    parameters.forEach((name, value) -> draft.put(ParameterPlace.QUERY, name, value.reveal()));
    if (increment != null) {
      ParameterPlace place = settings.get(IncrementalOptions.SEND_IN);
      increment.parameters(window).forEach((name, value) -> draft.put(place, name, value));
    }
    ParameterPlace place = settings.paging(PaginationOptions.SEND_IN);
    paging.parameters(page).forEach((name, value) -> draft.put(place, name, value));
    return page.url()
        .map(next -> draft.to(NextUrl.resolve(base, next)))
        .orElseGet(() -> draft.to(draft.url()));
  }

  /** Collects the parts of one request. */
  private final class Draft {
    private final Set<String> holes = holes();
    private final Map<String, String> path = new LinkedHashMap<>();
    private final Map<String, String> query = new LinkedHashMap<>();
    private final Map<String, String> extraHeaders = new LinkedHashMap<>();
    private final Map<String, Object> extraBody = new LinkedHashMap<>();

    void put(ParameterPlace place, String name, Object value) {
      if (holes.contains(name)) {
        path.put(name, value.toString());
        return;
      }
      switch (place) {
        case QUERY -> query.put(name, value.toString());
        case HEADER -> extraHeaders.put(name, value.toString());
        case BODY -> extraBody.put(name, value);
      }
    }

    URI url() {
      String filled =
          HOLE.matcher(endpoint).replaceAll(hole -> Matcher.quoteReplacement(fill(hole.group(1))));
      return NextUrl.withMissing(Urls.below(base, filled), query);
    }

    private String fill(String name) {
      String value = path.get(name);
      if (value == null) {
        throw ConnectorException.of(
                ErrorKind.CONFIG, "the endpoint names {" + name + "}, and nothing fills it in")
            .place("endpoint " + endpoint)
            .remedy("Add `" + name + "` to `parameters`")
            .build();
      }
      return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    HttpRequest to(URI url) {
      HttpRequest request =
          HttpRequest.of(settings.get(RestStreamOptions.METHOD).name(), url)
              .header("Accept", "application/json");
      HttpBody written = body();
      if (NextUrl.isSameOrigin(base, url)) {
        request = request.headers(request.headers().withAll(revealed()));
      } else if (!body.isEmpty()) {
        throw elsewhere(request);
      }
      for (Map.Entry<String, String> header : extraHeaders.entrySet()) {
        request = request.header(header.getKey(), header.getValue());
      }
      if (settings.get(RestStreamOptions.REPEAT_UNSAFE)) {
        request = request.repeatable(true);
      }
      return written == null ? request : request.body(written);
    }

    private HttpHeaders revealed() {
      return ConfiguredHeaders.revealed(RestStreamOptions.HEADERS, headers);
    }

    /** A body may hold what only the API is to know, as headers do, and cannot be sent in part. */
    private ConnectorException elsewhere(HttpRequest request) {
      return ConnectorException.of(
              ErrorKind.DATA, "the next URL leads with the request's body to another host")
          .place(request.toString())
          .remedy("If this is where the API is, set base_url to it; nothing was sent there")
          .build();
    }

    private @Nullable HttpBody body() {
      HttpMethod method = settings.get(RestStreamOptions.METHOD);
      if (body.isEmpty() && extraBody.isEmpty()) {
        // POST, PUT and PATCH have a body by the rules of HTTP, be it empty.
        return method == HttpMethod.GET || method == HttpMethod.DELETE
            ? null
            : HttpBody.of(new byte[0], "application/json");
      }
      Map<String, Object> tree = Bodies.revealed(body);
      if (settings.get(RestStreamOptions.BODY_FORMAT) == BodyFormat.FORM) {
        tree.putAll(extraBody);
        return HttpBody.form(Bodies.flat(tree));
      }
      extraBody.forEach((name, value) -> Bodies.put(tree, name, value));
      return HttpBody.json(JsonTree.write(tree));
    }
  }

  /** Returns the names of everything that a request may fill into the path. */
  List<String> fillers() {
    List<String> names = new ArrayList<>(parameters.keySet());
    if (increment != null) {
      Optional.ofNullable(increment.fromParam()).ifPresent(names::add);
      Optional.ofNullable(increment.untilParam()).ifPresent(names::add);
    }
    names.add(settings.paging(PaginationOptions.PAGE_PARAM));
    names.add(settings.paging(PaginationOptions.OFFSET_PARAM));
    names.add(settings.paging(PaginationOptions.CURSOR_PARAM));
    names.add(settings.paging(PaginationOptions.SIZE_PARAM));
    names.add(settings.paging(PaginationOptions.LIMIT_PARAM));
    return names;
  }
}

package dev.tributary.connector.rest;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.http.HttpRequest;
import dev.tributary.connector.http.HttpResponse;
import dev.tributary.connector.http.HttpSender;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Redactor;
import dev.tributary.connector.pagination.PageRequest;
import dev.tributary.connector.schema.StreamSchema;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;

/** Tries with one cheap request whether the API answers and lets us in. */
final class Probe {
  private final Options connection;
  private final Redactor redactor;
  private final Clock clock;

  Probe(Options connection, Redactor redactor, Clock clock) {
    this.connection = connection;
    this.redactor = redactor;
    this.clock = clock;
  }

  /** Returns what was found, for people. */
  String run(HttpSender sender) throws InterruptedException {
    Map<String, Options> streams = connection.get(RestOptions.STREAMS);
    for (Map.Entry<String, Options> stream : streams.entrySet()) {
      Settings settings = Settings.declared(stream.getKey(), stream.getValue(), connection);
      if (settings.get(RestStreamOptions.METHOD) == HttpMethod.GET
          || settings.get(RestStreamOptions.REPEAT_UNSAFE)) {
        return ofStream(new RestStream(settings, redactor), sender);
      }
    }
    return ofBase(sender);
  }

  private String ofStream(RestStream stream, HttpSender sender) throws InterruptedException {
    PageRequest page =
        Objects.requireNonNull(stream.paging().pagination().pageSize(1).start().next());
    HttpRequest request = stream.requests().page(page, Sampler.firstWindow(stream, clock));
    try (HttpResponse answer = sender.send(request)) {
      try {
        Answers.requireData(answer);
        StreamSchema schema = stream.rows().infer(answer.body(), 1);
        return answer.place()
            + " answered "
            + answer.status()
            + "; a record of "
            + stream.name()
            + " has "
            + schema.size()
            + " fields";
      } catch (ConnectorException failed) {
        throw RestPages.placed(page, failed, answer);
      } catch (IOException failed) {
        throw RestPages.cut(page, failed, answer);
      }
    }
  }

  /** Without a stream nothing is known but the base, which need not be there to be asked below. */
  private String ofBase(HttpSender sender) throws InterruptedException {
    HttpRequest request = HttpRequest.get(connection.get(RestOptions.BASE_URL)).accepting(404, 405);
    try (HttpResponse answer = sender.send(request)) {
      return answer.place() + " answered " + answer.status();
    }
  }
}

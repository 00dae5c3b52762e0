package dev.tributary.connector.rest;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.http.HttpResponse;
import dev.tributary.connector.http.HttpSender;
import dev.tributary.connector.incremental.IncrementalWindow;
import dev.tributary.connector.pagination.PageRequest;
import dev.tributary.connector.read.ExtractionOptions;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.schema.StreamSchema;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Describes streams: by what is declared, or by a look at the first page. Thread-safe.
 *
 * <p>A look costs one request, which the next read that begins counts among its own.
 */
final class Sampler {
  private static final int SHOWN_BYTES = 16_384;

  private final Clock clock;
  private final SourceClock source;
  private final Consumer<String> warn;
  private final AtomicLong requests;

  /**
   * Makes a sampler.
   *
   * @param clock the host's clock
   * @param source learns the time of the answers
   * @param warn is told what a look leaves in doubt
   * @param requests counts what is asked beside all reads
   */
  Sampler(Clock clock, SourceClock source, Consumer<String> warn, AtomicLong requests) {
    this.clock = clock;
    this.source = source;
    this.warn = warn;
    this.requests = requests;
  }

  /** Returns the schema of a stream. */
  StreamSchema schema(RestStream stream, HttpSender sender) throws InterruptedException {
    StreamSchema declared = stream.declared();
    if (declared.size() > 0) {
      return stream.keyed(declared);
    }
    StreamSchema found = sample(stream, sender);
    List<String> missing = new ArrayList<>(stream.settings().get(RestStreamOptions.PRIMARY_KEY));
    missing.removeIf(name -> found.indexOf(name) >= 0);
    if (!missing.isEmpty() && found.size() > 0) {
      warn.accept(
          "the primary_key of "
              + stream.name()
              + " names "
              + missing
              + ", which no record of the first page has: the stream is read without a key. Check"
              + " primary_key, or declare a schema");
    }
    return stream.keyed(found);
  }

  /** Looks once: the engine looks again where that fails in passing. */
  private StreamSchema sample(RestStream stream, HttpSender sender) throws InterruptedException {
    PageRequest page = Objects.requireNonNull(stream.paging().pagination().start().next());
    requests.incrementAndGet();
    try (HttpResponse answer =
        sender.send(stream.requests().page(page, firstWindow(stream, clock)))) {
      source.learn(answer);
      try {
        Answers.requireData(answer);
        int records = stream.settings().get(RestStreamOptions.SAMPLE_RECORDS);
        return stream.rows().infer(answer.body(), records);
      } catch (ConnectorException failed) {
        throw RestPages.placed(page, failed, answer);
      } catch (IOException failed) {
        throw RestPages.cut(page, failed, answer);
      }
    }
  }

  /** Returns place and status of the first page, and the beginning of its body. */
  String response(RestStream stream, HttpSender sender) throws IOException, InterruptedException {
    PageRequest page = Objects.requireNonNull(stream.paging().pagination().start().next());
    requests.incrementAndGet();
    try (HttpResponse answer =
        sender.send(stream.requests().page(page, firstWindow(stream, clock)))) {
      byte[] body = answer.body().readNBytes(SHOWN_BYTES);
      StringBuilder shown = new StringBuilder();
      shown.append(answer.place()).append(" answered ").append(answer.status());
      shown.append("\n\n").append(new String(body, answer.charset()));
      return shown.toString();
    }
  }

  /** Returns the window of a first run. */
  static IncrementalWindow firstWindow(RestStream stream, Clock clock) {
    return stream
        .increment()
        .map(
            increment ->
                increment
                    .strategy()
                    .plan(
                        Optional.empty(),
                        clock,
                        Optional.empty(),
                        stream.settings().find(ExtractionOptions.START_DATE)))
        .orElse(IncrementalWindow.all());
  }

  /** Adds the requests that were made beside all reads to those of one that begins. */
  void countInto(ReadContext context) {
    long made = requests.getAndSet(0);
    if (made > 0) {
      context.count("requests", made);
    }
  }
}

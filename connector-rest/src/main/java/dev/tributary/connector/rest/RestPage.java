package dev.tributary.connector.rest;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.http.HttpResponse;
import dev.tributary.connector.http.json.JsonRecords;
import dev.tributary.connector.pagination.Page;
import dev.tributary.connector.pagination.PageRequest;
import dev.tributary.connector.read.PageBody;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One page whose answer has begun. */
final class RestPage implements PageBody {
  private final RestStream stream;
  private final PageRequest request;
  private final HttpResponse answer;
  private final JsonRecords records;
  private final @Nullable Sieve sieve;
  private final @Nullable String next;
  private final boolean fetched;
  private final AtomicBoolean nextSeen;

  RestPage(
      RestStream stream,
      PageRequest request,
      HttpResponse answer,
      InputStream body,
      @Nullable String next,
      @Nullable Sieve sieve,
      boolean fetched,
      AtomicBoolean nextSeen) {
    this.stream = stream;
    this.request = request;
    this.answer = answer;
    this.records = stream.rows().open(body, request.skip());
    this.sieve = sieve;
    this.next = next;
    this.fetched = fetched;
    this.nextSeen = nextSeen;
  }

  @Override
  public @Nullable Page read(BatchBuilder rows) {
    try {
      boolean ended = sieve == null ? records.read(rows) : sieve.read(records, rows);
      if (!ended) {
        return null;
      }
      if (stream.signs().sayWhatFollows(records)) {
        nextSeen.set(true);
      }
      return stream.signs().page(records, answer);
    } catch (ConnectorException failed) {
      throw RestPages.placed(request, failed, answer);
    } catch (IOException failed) {
      throw RestPages.cut(request, failed, answer);
    }
  }

  @Override
  public long records() {
    return records.records();
  }

  @Override
  public @Nullable String next() {
    return next;
  }

  @Override
  public boolean isFetched() {
    return fetched;
  }

  @Override
  public void close() throws IOException {
    try {
      records.close();
    } finally {
      answer.close();
    }
  }
}

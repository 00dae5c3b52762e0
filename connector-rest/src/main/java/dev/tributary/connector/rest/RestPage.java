package dev.tributary.connector.rest;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.http.HttpResponse;
import dev.tributary.connector.http.json.JsonRecords;
import dev.tributary.connector.pagination.Page;
import dev.tributary.connector.pagination.PageRequest;
import dev.tributary.connector.read.PageBody;
import dev.tributary.connector.read.ReadContext;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** One page whose answer has begun. */
final class RestPage implements PageBody {
  private final RestStream stream;
  private final PageRequest request;
  private final HttpResponse answer;
  private final JsonRecords records;
  private final ReadContext context;
  private final @Nullable CursorFilter filter;
  private final @Nullable String next;

  RestPage(
      RestStream stream,
      PageRequest request,
      HttpResponse answer,
      InputStream body,
      ReadContext context,
      @Nullable CursorFilter filter) {
    this.stream = stream;
    this.request = request;
    this.answer = answer;
    this.records = stream.rows().open(body, request.skip());
    this.context = context;
    this.filter = filter;
    this.next = stream.signs().nextFromHeaders(answer);
  }

  @Override
  public @Nullable Page read(BatchBuilder rows) {
    try {
      boolean ended = filter == null ? records.read(rows) : readFiltered(rows, filter);
      return ended ? stream.signs().page(records, answer) : null;
    } catch (ConnectorException failed) {
      throw RestPages.placed(request, failed, answer);
    } catch (IOException failed) {
      throw RestPages.cut(request, failed, answer);
    }
  }

  private boolean readFiltered(BatchBuilder rows, CursorFilter filter) throws IOException {
    while (true) {
      BatchBuilder all = context.batch();
      boolean ended;
      try {
        ended = records.read(all);
      } finally {
        // What was read before a failure counts as read, so it must be handed over.
        filter.copy(all.build(), rows);
      }
      if (ended || rows.isFull()) {
        return ended;
      }
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
  public void close() throws IOException {
    try {
      records.close();
    } finally {
      answer.close();
    }
  }
}

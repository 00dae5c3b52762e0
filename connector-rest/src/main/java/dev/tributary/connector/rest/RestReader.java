package dev.tributary.connector.rest;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.http.HttpSession;
import dev.tributary.connector.read.Completion;
import dev.tributary.connector.read.SplitReader;
import org.jspecify.annotations.Nullable;

/** Reads the pages of one split, and ends its requests with it. */
final class RestReader implements SplitReader {
  private final SplitReader pages;
  private final HttpSession session;
  private final @Nullable CursorFilter filter;
  private final boolean repeatable;
  private final Runnable atEnd;

  /**
   * Reads pages.
   *
   * @param repeatable whether asking for a page twice can do no harm
   * @param atEnd runs when all pages were read
   */
  RestReader(
      SplitReader pages,
      HttpSession session,
      @Nullable CursorFilter filter,
      boolean repeatable,
      Runnable atEnd) {
    this.pages = pages;
    this.session = session;
    this.filter = filter;
    this.repeatable = repeatable;
    this.atEnd = atEnd;
  }

  @Override
  public @Nullable RecordBatch readBatch() throws Exception {
    try {
      RecordBatch batch = pages.readBatch();
      if (batch == null) {
        atEnd.run();
      }
      return batch;
    } catch (ConnectorException failed) {
      // A request that was refused for its rate did nothing; of any other nobody knows.
      throw repeatable || failed.kind() == ErrorKind.RATE_LIMITED
          ? failed
          : failed.copy().unrepeatable().build();
    }
  }

  @Override
  public Completion completion() {
    Completion completion = pages.completion();
    return filter == null || completion.stopped().isPresent()
        ? completion
        : filter.watermark().map(completion::watermark).orElse(completion);
  }

  @Override
  public void close() throws Exception {
    try {
      session.close();
    } finally {
      pages.close();
    }
  }
}

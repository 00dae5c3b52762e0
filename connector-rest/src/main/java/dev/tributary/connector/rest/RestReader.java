package dev.tributary.connector.rest;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.http.HttpSession;
import dev.tributary.connector.read.Completion;
import dev.tributary.connector.read.SplitReader;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the pages of one split, and ends its requests with it. */
final class RestReader implements SplitReader {
  private final SplitReader pages;
  private final HttpSession session;
  private final @Nullable CursorFilter filter;
  private final Consumer<RecordBatch> atBatch;
  private final Runnable atEnd;

  /**
   * Reads pages.
   *
   * @param atBatch is shown each batch
   * @param atEnd runs when all pages were read
   */
  RestReader(
      SplitReader pages,
      HttpSession session,
      @Nullable CursorFilter filter,
      Consumer<RecordBatch> atBatch,
      Runnable atEnd) {
    this.pages = pages;
    this.session = session;
    this.filter = filter;
    this.atBatch = atBatch;
    this.atEnd = atEnd;
  }

  @Override
  public @Nullable RecordBatch readBatch() throws Exception {
    RecordBatch batch = pages.readBatch();
    if (batch == null) {
      atEnd.run();
    } else {
      atBatch.accept(batch);
    }
    return batch;
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

package dev.tributary.connector.read;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.pagination.Page;

/**
 * A page that was read whole into rows of its own, so that a page that fails leaves none behind.
 */
final class WholePage implements PageBody {
  private final RecordBatch records;
  private final Page page;
  private boolean read;

  private WholePage(RecordBatch records, Page page) {
    this.records = records;
    this.page = page;
  }

  /** Returns what opens pages by fetching them whole. */
  static PageOpener opener(ReadContext context, PageFetcher fetcher) {
    return request -> {
      BatchBuilder rows = context.batch();
      Page page = fetcher.fetch(request, rows);
      return new WholePage(rows.build(), page);
    };
  }

  @Override
  public Page read(BatchBuilder rows) {
    rows.append(records);
    read = true;
    return page;
  }

  @Override
  public long records() {
    return read ? page.rawRecords() : 0;
  }
}

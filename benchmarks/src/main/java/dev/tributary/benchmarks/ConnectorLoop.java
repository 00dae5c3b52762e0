package dev.tributary.benchmarks;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.ExtractionRequest;
import java.util.Map;

/** The same pages through the connector, as a host reads them. */
final class ConnectorLoop implements AutoCloseable {
  private final BaseConnector connector;
  private final ExtractionRequest request =
      ExtractionRequest.of("orders")
          .with("endpoint", "/orders")
          .with("data_path", "data")
          .with("schema", Orders.SCHEMA);

  ConnectorLoop(String url, int concurrentRequests) {
    connector =
        Connectors.discover()
            .create(
                SourceConfig.of("API", "orders")
                    .with("base_url", url)
                    .with("pagination_type", "PAGE_NUMBER")
                    .with("pagination_config", Map.of("concurrent_requests", concurrentRequests)));
  }

  /** Reads all pages and returns the sum over every value. */
  long read() {
    long sum = 0;
    try (Extraction extraction = connector.extractData(request)) {
      for (RecordBatch batch : extraction) {
        sum += sum(batch);
      }
    }
    return sum;
  }

  private static long sum(RecordBatch batch) {
    Column id = batch.column(0);
    Column quantity = batch.column(1);
    Column weight = batch.column(2);
    Column total = batch.column(3);
    Column email = batch.column(4);
    Column note = batch.column(5);
    Column paid = batch.column(6);
    Column day = batch.column(7);
    Column localAt = batch.column(8);
    Column at = batch.column(9);
    Column key = batch.column(10);
    Column attributes = batch.column(11);
    long sum = 0;
    for (int row = 0; row < batch.size(); row++) {
      sum += id.hasValue(row) ? id.getLong(row) : 0;
      sum += quantity.hasValue(row) ? quantity.getLong(row) : 0;
      sum += weight.hasValue(row) ? (long) weight.getDouble(row) : 0;
      sum += total.hasValue(row) ? total.getUnscaled(row) : 0;
      sum += ends(email, row) + ends(note, row);
      sum += paid.hasValue(row) && paid.getBoolean(row) ? 1 : 0;
      sum += day.hasValue(row) ? day.getDays(row) : 0;
      sum += localAt.hasValue(row) ? localAt.getMicros(row) : 0;
      sum += at.hasValue(row) ? at.getMicros(row) : 0;
      sum += key.hasValue(row) ? key.getUuidHigh(row) ^ key.getUuidLow(row) : 0;
      sum += ends(attributes, row);
    }
    return sum;
  }

  /** The texts' ends are ASCII, so bytes and characters say the same. */
  private static long ends(Column column, int row) {
    if (!column.hasValue(row) || column.start(row) == column.end(row)) {
      return 0;
    }
    byte[] utf8 = column.utf8();
    return utf8[column.start(row)] * 31L + utf8[column.end(row) - 1];
  }

  @Override
  public void close() {
    connector.close();
  }
}

package dev.tributary.connector.rest;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shorthand for tests: sources, and reads to their end. */
final class Rest {
  private Rest() {}

  static SourceConfig source(Api api) {
    return SourceConfig.of("API", "shop").with("base_url", api.url()).with("max_retries", 0);
  }

  static SourceConfig source(Api api, String type, Map<String, ?> pagination) {
    return source(api).with("pagination_type", type).with("pagination_config", pagination);
  }

  static BaseConnector connector(SourceConfig source) {
    return connector(source, ConnectorContext.defaults());
  }

  static BaseConnector connector(SourceConfig source, ConnectorContext host) {
    return Connectors.none().with(new RestConnectorFactory()).with(host).create(source);
  }

  /** A request of one stream at {@code /orders}, whose records stand at {@code data}. */
  static ExtractionRequest orders() {
    return ExtractionRequest.of("orders").with("endpoint", "/orders").with("data_path", "data");
  }

  /** What one read to its end, or to its failure, gave. */
  record Run(List<Long> ids, ExtractionState state, RuntimeException failure, Extraction read) {}

  /** Reads everything; a failure is kept beside what was read before it. */
  static Run run(BaseConnector connector, ExtractionRequest request) {
    List<Long> ids = new ArrayList<>();
    RuntimeException failure = null;
    try (Extraction read = connector.extractData(request)) {
      try {
        for (RecordBatch batch : read) {
          for (Row row : batch) {
            ids.add(row.getLong("id"));
          }
        }
      } catch (RuntimeException failed) {
        failure = failed;
      }
      return new Run(ids, read.state(), failure, read);
    }
  }

  /** Reads so many batches and goes no further, as after a crash. */
  static Run some(BaseConnector connector, ExtractionRequest request, int batches) {
    List<Long> ids = new ArrayList<>();
    try (Extraction read = connector.extractData(request)) {
      var taken = read.iterator();
      for (int i = 0; i < batches; i++) {
        RecordBatch batch = taken.next();
        for (Row row : batch) {
          ids.add(row.getLong("id"));
        }
        read.complete(batch);
      }
      return new Run(ids, ExtractionState.fromJson(read.state().toJson()), null, read);
    }
  }

  static Run run(SourceConfig source, ExtractionRequest request) {
    try (BaseConnector connector = connector(source)) {
      return run(connector, request);
    }
  }

  /** Reads everything that must not fail. */
  static List<Long> ids(SourceConfig source, ExtractionRequest request) {
    Run run = run(source, request);
    if (run.failure() != null) {
      throw run.failure();
    }
    return run.ids();
  }

  static List<Long> upTo(long end) {
    return java.util.stream.LongStream.range(0, end).boxed().toList();
  }
}

package dev.tributary.connector.testkit;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.ExtractionRequest;
import java.time.Duration;

/**
 * What a check needs to try a connector as often as it likes.
 *
 * @param connectors a host's, of which one serves the source
 * @param source the configuration of the source
 * @param request what to ask for
 */
record Trial(Connectors connectors, SourceConfig source, ExtractionRequest request) {
  /** How long a check waits for a batch. */
  static final Duration LONG = Duration.ofSeconds(30);

  /** Returns a trial of another source. */
  Trial of(SourceConfig other) {
    return new Trial(connectors, other, request);
  }

  /** Returns a new connector. */
  BaseConnector connector() {
    return connectors.create(source);
  }

  /** Reads what was asked for, with a connector of its own. */
  Arrivals read() {
    return read(request);
  }

  /** Reads something else, with a connector of its own. */
  Arrivals read(ExtractionRequest other) {
    Arrivals arrivals = new Arrivals();
    try (BaseConnector connector = connector();
        Extraction extraction = connector.extractData(other)) {
      for (RecordBatch batch : extraction) {
        arrivals.note(batch);
      }
    }
    return arrivals;
  }

  /** Reads what was asked for and returns in how many batches it came. */
  int batches() {
    int batches = 0;
    try (BaseConnector connector = connector();
        Extraction extraction = connector.extractData(request)) {
      for (RecordBatch batch : extraction) {
        batches += batch.size() >= 0 ? 1 : 0;
      }
    }
    return batches;
  }
}

package dev.tributary.connector.sftp;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a read of a server yields: the first value of each record, as a text. */
final class Reads {
  final List<String> values = new ArrayList<>();
  ExtractionState state = ExtractionState.initial();
  List<String> warnings = List.of();
  @Nullable ConnectorException failure;

  /** What a test does when the first batch has come. */
  interface Trouble {
    void happen() throws Exception;
  }

  private Reads() {}

  static ExtractionRequest all() {
    return ExtractionRequest.of("all").with("file_pattern", "**");
  }

  static BaseConnector connector(SourceConfig source) {
    return connector(source, ConnectorContext.defaults());
  }

  static BaseConnector connector(SourceConfig source, ConnectorContext host) {
    return Connectors.none().with(new SftpConnectorFactory()).with(host).create(source);
  }

  static Reads of(SourceConfig source, ExtractionRequest request) {
    return of(source, request, () -> {});
  }

  static Reads of(SourceConfig source, ExtractionRequest request, Trouble afterFirst) {
    Reads reads = new Reads();
    try (BaseConnector connector = connector(source);
        Extraction extraction = connector.extractData(request)) {
      reads.read(extraction, afterFirst);
    }
    return reads;
  }

  private void read(Extraction extraction, Trouble afterFirst) {
    try {
      boolean first = true;
      for (RecordBatch batch : extraction) {
        for (Row row : batch) {
          values.add(String.valueOf(batch.column(0).getString(row.index())));
        }
        if (first && batch.size() > 0) {
          first = false;
          afterFirst.happen();
        }
      }
    } catch (ConnectorException failed) {
      failure = failed;
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
    extraction.acknowledge(extraction.state());
    state = extraction.state();
    warnings = extraction.metadata().warnings();
  }

  /** This, which must not have failed. */
  Reads whole() {
    if (failure != null) {
      throw new AssertionError("it failed", failure);
    }
    return this;
  }

  /** The failure, which must be there. */
  ConnectorException failed() {
    if (failure == null) {
      throw new AssertionError("nothing failed; read " + values.size());
    }
    return failure;
  }
}

package dev.tributary.connector.files;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Reject;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.state.ExtractionState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a read of files yields: each record as the texts of its values, in the order of arrival. */
public final class Reading {
  public final List<List<@Nullable String>> rows = new ArrayList<>();
  public final List<Reject> rejects = new ArrayList<>();
  public StreamSchema schema = StreamSchema.of();
  public int batches;
  public ExtractionState state = ExtractionState.initial();
  public @Nullable ConnectorException failure;

  private Reading() {}

  /** Reads everything below a directory as the stream {@code all}. */
  public static Reading of(Path directory, Map<String, Object> options) {
    return of(directory, options, ExtractionState.initial());
  }

  public static Reading of(Path directory, Map<String, Object> options, ExtractionState from) {
    return of(directory, options, from, ConnectorContext.defaults());
  }

  public static Reading of(
      Path directory, Map<String, Object> options, ExtractionState from, ConnectorContext host) {
    ExtractionRequest request = ExtractionRequest.of("all").from(from);
    if (!options.containsKey("file_pattern")) {
      request = request.with("file_pattern", "**");
    }
    for (Map.Entry<String, Object> option : options.entrySet()) {
      request = request.with(option.getKey(), option.getValue());
    }
    return of(directory, request, host);
  }

  public static Reading of(Path directory, ExtractionRequest request, ConnectorContext host) {
    Reading reading = new Reading();
    try (BaseConnector connector =
            Connectors.none()
                .with(new LocalFilesFactory())
                .with(host)
                .create(SourceConfig.of("FILE", "files").with("path", directory.toString()));
        Extraction extraction = connector.extractData(request)) {
      try {
        for (RecordBatch batch : extraction) {
          reading.take(batch);
        }
      } catch (ConnectorException failed) {
        reading.failure = failed;
      }
      reading.state = extraction.state();
      extraction.acknowledge(reading.state);
      reading.state = extraction.state();
    }
    return reading;
  }

  private void take(RecordBatch batch) {
    batches++;
    schema = schema.version() > batch.schema().version() ? schema : batch.schema();
    rejects.addAll(batch.rejects());
    for (Row row : batch) {
      List<@Nullable String> texts = new ArrayList<>();
      for (int i = 0; i < batch.schema().size(); i++) {
        texts.add(batch.column(i).getString(row.index()));
      }
      rows.add(texts);
    }
  }

  /** The values of one column, sorted. */
  public List<String> column(String name) {
    int at = schema.indexOf(name);
    return rows.stream().map(row -> String.valueOf(row.get(at))).sorted().toList();
  }

  /** The fields as {@code name type}. */
  public List<String> fields() {
    return schema.fields().stream().map(Field::toString).toList();
  }

  /** The failure, which must be there. */
  public ConnectorException failed() {
    if (failure == null) {
      throw new AssertionError("nothing failed; read " + rows + " rejected " + rejects);
    }
    return failure;
  }

  /** This, which must not have failed. */
  public Reading whole() {
    if (failure != null) {
      throw new AssertionError("it failed", failure);
    }
    return this;
  }
}

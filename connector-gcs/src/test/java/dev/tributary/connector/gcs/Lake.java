package dev.tributary.connector.gcs;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.testkit.storage.Content;
import dev.tributary.connector.testkit.storage.FakeStorage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A bucket {@code lake} of the fake, and ways to read it. */
final class Lake implements AutoCloseable {
  final FakeStorage fake;

  Lake() throws IOException {
    fake = FakeStorage.start().bucket("lake");
  }

  static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  static byte[] gzip(String plain) throws IOException {
    return gzip(plain.getBytes(StandardCharsets.UTF_8));
  }

  long put(String name, String text) {
    return fake.put("lake", name, text);
  }

  long put(String name, byte[] bytes) {
    return fake.put("lake", name, Content.of(bytes), Map.of());
  }

  /** A connection without credentials whose attempts follow one another quickly. */
  SourceConfig source() {
    return SourceConfig.of("GCS", "lake")
        .with("endpoint", fake.url().toString())
        .with("bucket", "lake")
        .with("max_backoff", "0.01")
        .with("timeout", 10);
  }

  static BaseConnector connector(SourceConfig source) {
    return connector(source, ConnectorContext.defaults().environment(Map.of()));
  }

  static BaseConnector connector(SourceConfig source, ConnectorContext host) {
    return Connectors.none().with(new GcsConnectorFactory()).with(host).create(source);
  }

  GcsFileStore store() {
    return store(source());
  }

  static GcsFileStore store(SourceConfig source) {
    return GcsFileStore.open(source, ConnectorContext.defaults().environment(Map.of()));
  }

  static List<String> read(SourceConfig source, ExtractionRequest request, String column) {
    return read(source, ConnectorContext.defaults().environment(Map.of()), request, column);
  }

  static List<String> read(
      SourceConfig source, ConnectorContext host, ExtractionRequest request, String column) {
    List<String> values = new ArrayList<>();
    try (BaseConnector connector = connector(source, host);
        Extraction extraction = connector.extractData(request)) {
      for (RecordBatch batch : extraction) {
        for (Row row : batch) {
          values.add(row.getString(column));
        }
      }
    }
    values.sort(null);
    return values;
  }

  @Override
  public void close() throws IOException {
    fake.close();
  }
}

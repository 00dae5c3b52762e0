package dev.tributary.benchmarks;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.FileLayout;
import dev.tributary.connector.files.FileSink;
import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.files.store.FileListing;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.gcs.GcsConnectorFactory;
import dev.tributary.connector.gcs.GcsFileStore;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.testkit.storage.Content;
import dev.tributary.connector.testkit.storage.FakeStorage;
import dev.tributary.connector.testkit.storage.StorageCall;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Cloud Storage, as the testkit's fake serves it: a large object beside a bare OkHttp loop, small
 * ones far away, columns of a Parquet file, and a bucket of a million objects.
 */
public final class GcsBenchmark {
  private GcsBenchmark() {}

  /**
   * Measures and prints.
   *
   * @param arguments rounds (default 11); bytes of the large object (default 1 GiB)
   */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 11;
    long bytes = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1L << 30;
    System.out.printf(Locale.ROOT, "load %.1f%n", PostgresBenchmark.load());
    drain(rounds, bytes);
    smallFiles();
    columns();
    million();
    System.out.printf(Locale.ROOT, "load %.1f%n", PostgresBenchmark.load());
  }

  private static SourceConfig source(String url) {
    return SourceConfig.of("GCS", "lake").with("endpoint", url).with("bucket", "lake");
  }

  private static GcsFileStore store(String url) {
    return GcsFileStore.open(source(url), ConnectorContext.defaults());
  }

  private static void drain(int rounds, long bytes) throws Exception {
    try (ServerProcess server =
            ServerProcess.start(GcsServer.class, Long.toString(bytes), "0", "0");
        GcsFileStore store = store(server.url())) {
      OkHttpClient client = new OkHttpClient();
      StoredFile file = store.stat("large");
      Request request =
          new Request.Builder().url(server.url() + "/storage/v1/b/lake/o/large?alt=media").build();
      Pairs pairs =
          new Pairs()
              .with(
                  "the connector's stream",
                  () -> {
                    try (FileInput input = store.open(file);
                        InputStream stream = input.stream(0)) {
                      return drain(stream);
                    }
                  })
              .with(
                  "a bare OkHttp loop",
                  () -> {
                    try (Response response = client.newCall(request).execute()) {
                      return drain(response.body().byteStream());
                    }
                  })
              .run(2, rounds, System.out);
      pairs.report("a bare OkHttp loop", (double) bytes, System.out);
      double rate = pairs.faster("the connector's stream", "a bare OkHttp loop");
      System.out.printf(Locale.ROOT, "drain: %.3f of the bare loop's rate, bar 0.95%n", rate);
      client.dispatcher().executorService().shutdown();
      client.connectionPool().evictAll();
    }
  }

  private static long drain(InputStream stream) throws Exception {
    byte[] buffer = new byte[64 << 10];
    long all = 0;
    for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
      all += read;
    }
    return all;
  }

  private static void smallFiles() throws Exception {
    int files = 1_000;
    try (ServerProcess server =
        ServerProcess.start(GcsServer.class, "0", Integer.toString(files), "50")) {
      double one = small(server.url(), files, 1);
      double eight = small(server.url(), files, 8);
      System.out.printf(
          Locale.ROOT,
          "%d files, 50 ms before each answer: one worker %.1f s, eight %.1f s: %.2f times, bar 7%n",
          files,
          one,
          eight,
          one / eight);
    }
  }

  private static double small(String url, int files, int workers) {
    long began = System.nanoTime();
    long rows = 0;
    try (BaseConnector connector = connector(url);
        Extraction extraction =
            connector.extractData(ExtractionRequest.of("small").parallelism(workers))) {
      for (RecordBatch batch : extraction) {
        rows += batch.size();
      }
    }
    if (rows != files * 50L) {
      throw new IllegalStateException("read " + rows + " rows");
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private static BaseConnector connector(String url) {
    return Connectors.none().with(new GcsConnectorFactory()).create(source(url));
  }

  private static void columns() throws Exception {
    List<Field> fields = new ArrayList<>(List.of(Field.int64("id")));
    for (int i = 1; i < 12; i++) {
      fields.add(Field.float64("value_" + i));
    }
    try (FakeStorage fake = FakeStorage.start().bucket("lake");
        GcsFileStore store = store(fake.url().toString())) {
      Random random = new Random(1);
      try (FileSink sink = FileSink.open(store, "wide", FileLayout.of("PARQUET"))) {
        for (int batch = 0; batch < 100; batch++) {
          BatchBuilder rows =
              BatchBuilder.of(BatchTarget.standalone("wide", StreamSchema.of(fields)));
          for (int row = 0; row < 10_000; row++) {
            rows.add().set(0, batch * 10_000L + row);
            for (int i = 1; i < 12; i++) {
              rows.set(i, random.nextDouble());
            }
          }
          sink.write(rows.build());
        }
        sink.commit();
      }
      String name = fake.names("lake").get(0);
      long size = store.stat(name).size();
      long sum = 0;
      try (BaseConnector connector = connector(fake.url().toString());
          Extraction extraction =
              connector.extractData(
                  ExtractionRequest.of("wide")
                      .with("columns", List.of("value_3", "value_7"))
                      .with("parallel_extraction", false))) {
        for (RecordBatch batch : extraction) {
          sum += batch.size();
        }
      }
      System.out.printf(
          Locale.ROOT,
          "Parquet, two of twelve columns of %d rows: %d of %d bytes (%.3f) in %d requests%n",
          sum,
          fake.sent(),
          size,
          (double) fake.sent() / size,
          fake.calls(StorageCall.READ));
    }
  }

  private static void million() throws Exception {
    int count = 1_000_000;
    try (FakeStorage fake = FakeStorage.start().bucket("lake")) {
      byte[] row = "id\n1\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
      fake.number("lake", "many/", ".csv", count, Content.of(row));
      long began = System.nanoTime();
      long seen = 0;
      long most = 0;
      try (GcsFileStore store = store(fake.url().toString());
          FileListing listing = store.list("many")) {
        for (StoredFile file = listing.next(); file != null; file = listing.next()) {
          seen++;
          if (seen % 100_000 == 1) {
            System.gc();
            most = Math.max(most, used());
          }
        }
      }
      System.out.printf(
          Locale.ROOT,
          "listed %d objects in %.1f s; at most %d MB lived after a collection, the fake included%n",
          seen,
          (System.nanoTime() - began) / 1e9,
          most >> 20);
      int before = fake.calls(StorageCall.LIST);
      began = System.nanoTime();
      try (BaseConnector connector = connector(fake.url().toString());
          Extraction extraction =
              connector.extractData(ExtractionRequest.of("many").parallelism(2))) {
        RecordBatch first = extraction.poll(Duration.ofSeconds(60));
        System.out.printf(
            Locale.ROOT,
            "first batch (%s) after %.2f s and %d of %d pages%n",
            first == null ? "none" : "there",
            (System.nanoTime() - began) / 1e9,
            fake.calls(StorageCall.LIST) - before,
            count / 1000);
      }
    }
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}

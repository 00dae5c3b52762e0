package dev.tributary.connector.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.testkit.storage.StorageCall;
import dev.tributary.connector.testkit.storage.StorageFault;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One clear error for each thing that is wrong, with the way out. */
class GcsErrorsIT {
  private Lake lake;

  @BeforeEach
  void open() throws Exception {
    lake = new Lake();
    lake.put("in/orders.csv", "id\n1\n2\n");
  }

  @AfterEach
  void close() throws Exception {
    lake.close();
  }

  private static ExtractionRequest orders(String pattern) {
    return ExtractionRequest.of("orders").with("file_pattern", pattern);
  }

  private static void fails(ThrowingCallable work, ErrorKind kind, String... texts) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            ConnectorException.class, failed -> assertThat(failed.kind()).isEqualTo(kind))
        .hasMessageContainingAll(texts);
  }

  @Test
  void tellsNoBucketNoPermissionAndNoMatchApart() {
    fails(
        () -> Lake.read(lake.source().with("bucket", "nowhere"), orders("in/*.csv"), "id"),
        ErrorKind.NOT_FOUND,
        "there is no bucket nowhere",
        "Check `bucket`");
    fails(
        () -> Lake.read(lake.source(), orders("in/*.cvs"), "id"),
        ErrorKind.NOT_FOUND,
        "no file matches in/*.cvs in gs://lake",
        "in/orders.csv");
    fails(
        () -> Lake.read(lake.source(), orders("inn/*.csv"), "id"),
        ErrorKind.NOT_FOUND,
        "no file matches inn/*.csv in gs://lake");
    lake.fake.deny("lake", "storage.objects.get");
    fails(
        () -> Lake.read(lake.source(), orders("in/*.csv"), "id"),
        ErrorKind.PERMISSION,
        "no permission to read gs://lake/in/orders.csv",
        "Storage Object Viewer");
    lake.fake.deny("lake", "storage.objects.list");
    fails(
        () -> Lake.read(lake.source(), orders("in/*.csv"), "id"),
        ErrorKind.PERMISSION,
        "no permission to list gs://lake/in/");
    try (BaseConnector connector = Lake.connector(lake.source())) {
      assertThat(connector.testConnection().error().orElseThrow().kind())
          .isEqualTo(ErrorKind.PERMISSION);
    }
  }

  @Test
  void saysWhoHasToPay() {
    lake.fake.requesterPays("lake");
    fails(
        () -> Lake.read(lake.source(), orders("in/*.csv"), "id"),
        ErrorKind.CONFIG,
        "charges those who ask",
        "user_project");
    assertThat(Lake.read(lake.source().with("user_project", "payer"), orders("in/*.csv"), "id"))
        .containsExactly("1", "2");
  }

  @Test
  void readsTheBucketThatAPatternNames() {
    SourceConfig anywhere = SourceConfig.of("GCS", "any").with("endpoint", "" + lake.fake.url());
    lake.fake.bucket("other").put("other", "x/a.csv", "id\n7\n");
    assertThat(Lake.read(anywhere, orders("gs://other/x/*.csv"), "id")).containsExactly("7");
    assertThat(Lake.read(anywhere, orders("x/*.csv").with("bucket", "other"), "id"))
        .containsExactly("7");
    fails(
        () -> Lake.read(anywhere, orders("re:x/[a]\\.csv").with("bucket", "other"), "id"),
        ErrorKind.CONFIG,
        "a regular expression is of paths in the bucket of the connection");
    assertThat(Lake.read(anywhere, ExtractionRequest.of("in").with("bucket", "lake"), "id"))
        .containsExactly("1", "2");
    assertThat(Lake.read(lake.source(), orders("gs://lake/in/*.csv"), "id")).hasSize(2);
    fails(
        () -> Lake.read(lake.source(), orders("gs://other/x/*.csv"), "id"),
        ErrorKind.CONFIG,
        "gs://other/x/*.csv is not in gs://lake");
    fails(
        () -> Lake.read(anywhere, orders("*.csv"), "id"),
        ErrorKind.CONFIG,
        "nothing says which bucket");
    try (BaseConnector all = Lake.connector(anywhere.with("project_id", "fake-project"))) {
      assertThat(all.listStreams()).extracting(info -> info.name()).contains("lake", "other");
    }
  }

  @Test
  void saysIfTheBucketIsElsewhere() {
    try (BaseConnector here = Lake.connector(lake.source().with("location", "us"))) {
      assertThat(here.testConnection().isOk()).isTrue();
    }
    try (BaseConnector elsewhere = Lake.connector(lake.source().with("location", "EU"))) {
      assertThat(elsewhere.testConnection().error().orElseThrow())
          .hasMessageContaining("gs://lake is in US, not in EU");
    }
  }

  @Test
  void givesUpOnWhatStaysBrokenAndSaysSo() {
    lake.fake.order(StorageFault.status(503).on(StorageCall.LIST).always());
    fails(
        () -> Lake.read(lake.source().with("max_retries", 1), orders("in/*.csv"), "id"),
        ErrorKind.TRANSIENT,
        "503");
  }
}

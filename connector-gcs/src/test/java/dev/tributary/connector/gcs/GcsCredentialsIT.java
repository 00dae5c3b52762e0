package dev.tributary.connector.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.SecretStore;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import dev.tributary.connector.testkit.storage.FakeLogin;
import dev.tributary.connector.testkit.storage.StorageCall;
import dev.tributary.connector.testkit.storage.StorageFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way to log in, and what happens when a token no longer serves. */
class GcsCredentialsIT {
  private static final ExtractionRequest ALL =
      ExtractionRequest.of("orders").with("parallel_extraction", false);

  @TempDir private Path directory;
  private Lake lake;
  private FakeLogin login;

  @BeforeEach
  void open() throws Exception {
    lake = new Lake();
    login = lake.fake.login();
    login.require();
    for (int i = 0; i < 5; i++) {
      lake.put("orders/" + i + ".csv", "id\n" + i + "\n");
    }
  }

  @AfterEach
  void close() throws Exception {
    lake.close();
  }

  private static ConnectorContext host(Map<String, String> environment) {
    return ConnectorContext.defaults().environment(environment);
  }

  private void reads(SourceConfig source, Map<String, String> environment) {
    assertThat(Lake.read(source, host(environment), ALL, "id")).hasSize(5);
  }

  @Test
  void takesAKeyFromASecretOrAFile() throws Exception {
    ConnectorContext host =
        host(Map.of()).secrets(SecretStore.of(Map.of("key", login.serviceAccountKey())));
    assertThat(Lake.read(lake.source().with("credentials", "secret://key"), host, ALL, "id"))
        .hasSize(5);
    assertThat(login.issued()).isEqualTo(1);
    Path file = Files.writeString(directory.resolve("key.json"), login.serviceAccountKey());
    reads(lake.source().with("credentials", file.toString()), Map.of());
    reads(lake.source().with("credentials", login.userCredential()), Map.of());
  }

  @Test
  void findsTheDefaultOfTheMachine() throws Exception {
    SourceConfig source = lake.source().with("credentials", "application_default");
    Path file = Files.writeString(directory.resolve("key.json"), login.serviceAccountKey());
    reads(source, Map.of("GOOGLE_APPLICATION_CREDENTIALS", file.toString()));
    Path home = Files.createDirectories(directory.resolve(".config/gcloud")).getParent();
    Files.writeString(
        home.resolve("gcloud/application_default_credentials.json"), login.userCredential());
    reads(source, Map.of("HOME", directory.toString()));
    reads(source, Map.of("CLOUDSDK_CONFIG", home.resolve("gcloud").toString()));
    reads(source, Map.of("GCE_METADATA_HOST", lake.fake.url().getAuthority()));
    assertThat(lake.fake.calls(StorageCall.TOKEN)).isEqualTo(4);
  }

  @Test
  void actsAsAnotherAccount() throws Exception {
    String key = login.serviceAccountKey();
    String impersonation =
        "{\"type\": \"impersonated_service_account\", \"service_account_impersonation_url\": \""
            + lake.fake.url()
            + "/v1/projects/-/serviceAccounts/other@p.iam.gserviceaccount.com:generateAccessToken\","
            + " \"source_credentials\": "
            + key
            + "}";
    reads(lake.source().with("credentials", impersonation), Map.of());
    assertThat(login.issued()).isEqualTo(2);
  }

  @Test
  void actsAsTheAccountThatTheOptionNames() {
    SourceConfig source =
        lake.source()
            .with("credentials", login.serviceAccountKey())
            .with("impersonate_service_account", "other@p.iam.gserviceaccount.com")
            .with("iam_endpoint", lake.fake.url().toString());
    lake.fake.order(StorageFault.meanwhile(login::expireAll).on(StorageCall.READ).after(2));
    reads(source, Map.of());
    assertThat(login.impersonated())
        .as("once at first, and once when both tokens expired in the middle")
        .containsExactly("other@p.iam.gserviceaccount.com", "other@p.iam.gserviceaccount.com");
    assertThat(login.issued()).isEqualTo(4);

    login.forbidImpersonation();
    assertThatThrownBy(() -> reads(source, Map.of()))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            failed -> assertThat(failed.kind()).isEqualTo(ErrorKind.PERMISSION))
        .hasMessageContaining("Service Account Token Creator")
        .hasMessageContaining("other@p.iam.gserviceaccount.com");
  }

  @Test
  void losesNothingWhenACredentialEndsForGoodInTheMiddle() {
    SourceConfig source = lake.source().with("credentials", login.serviceAccountKey());
    lake.fake.order(
        StorageFault.meanwhile(
                () -> {
                  login.refuse();
                  login.expireAll();
                })
            .on(StorageCall.READ)
            .after(3));
    List<String> values = new ArrayList<>();
    ExtractionState state;
    try (BaseConnector connector = Lake.connector(source, host(Map.of()));
        Extraction extraction = connector.extractData(ALL)) {
      assertThatThrownBy(
              () -> {
                for (RecordBatch batch : extraction) {
                  batch.forEach(row -> values.add(row.getString("id")));
                }
              })
          .isInstanceOfSatisfying(
              ConnectorException.class,
              failed -> assertThat(failed.kind()).isEqualTo(ErrorKind.AUTHENTICATION))
          .hasMessageContaining("invalid_grant");
      state = ExtractionState.fromJson(extraction.state().toJson());
    }
    login.letIn();
    values.addAll(Lake.read(source, host(Map.of()), ALL.from(state), "id"));
    assertThat(values).containsExactlyInAnyOrder("0", "1", "2", "3", "4");
  }

  @Test
  void findsAnEmulator() {
    SourceConfig source = SourceConfig.of("GCS", "lake").with("bucket", "lake");
    lake.fake.bucket("open");
    assertThatThrownBy(
            () -> reads(source, Map.of("STORAGE_EMULATOR_HOST", lake.fake.url().getAuthority())))
        .as("asks without a credential, which this one does not allow")
        .hasMessageContaining("401")
        .hasMessageContaining("`credentials`");
  }

  @Test
  void renewsATokenThatIsRefusedInTheMiddle() {
    SourceConfig source = lake.source().with("credentials", login.serviceAccountKey());
    lake.fake.order(StorageFault.meanwhile(login::expireAll).on(StorageCall.READ).after(3));
    reads(source, Map.of());
    assertThat(login.issued()).isEqualTo(2);
  }

  @Test
  void renewsATokenBeforeItExpires() {
    login.lifetime(Duration.ofMinutes(10));
    SettableClock clock = new SettableClock();
    ConnectorContext host = host(Map.of()).clock(clock);
    SourceConfig source = lake.source().with("credentials", login.serviceAccountKey());
    Lake.read(source, host, ALL, "id");
    clock.now = clock.now.plus(Duration.ofMinutes(8));
    Lake.read(source, host, ALL, "id");
    assertThat(login.issued()).isEqualTo(1);
    clock.now = clock.now.plus(Duration.ofSeconds(65));
    Lake.read(source, host, ALL, "id");
    assertThat(login.issued()).isEqualTo(2);
  }

  @Test
  void saysWhatIsWrongWithACredential() {
    assertFails("{}", ErrorKind.CONFIG, "type `?`");
    assertFails("{\"type\": \"service_account\"}", ErrorKind.CONFIG, "client_email");
    assertFails("/no/such/key.json", ErrorKind.CONFIG, "there is none");
    assertFails("{ no json", ErrorKind.CONFIG, "no JSON");
    String key = login.serviceAccountKey();
    assertFails(
        key.replace("BEGIN PRIVATE KEY-----\\nMII", "BEGIN PRIVATE KEY-----\\nXXX"),
        ErrorKind.CONFIG,
        "no RSA key");
    login.refuse();
    assertFails(key, ErrorKind.AUTHENTICATION, "invalid_grant");
  }

  private void assertFails(String credentials, ErrorKind kind, String text) {
    assertThatThrownBy(() -> reads(lake.source().with("credentials", credentials), Map.of()))
        .isInstanceOfSatisfying(
            ConnectorException.class, failed -> assertThat(failed.kind()).isEqualTo(kind))
        .hasMessageContaining(text);
  }

  /** A clock that stands until it is set. */
  private static final class SettableClock extends Clock {
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}

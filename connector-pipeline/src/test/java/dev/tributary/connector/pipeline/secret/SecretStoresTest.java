package dev.tributary.connector.pipeline.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.host.ConnectorListener;
import dev.tributary.connector.option.Secret;
import dev.tributary.connector.option.SecretStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretStoresTest {
  private static final String VALUE = "grün & 'quoted' \"key\"\nsecond line";

  @TempDir Path root;

  @Test
  void readsVariablesOfTheEnvironment() {
    SecretStore store = EnvironmentSecrets.of(Map.of("APP_SHOP_TOKEN", "t")::get, "APP_");
    assertThat(store.read("shop-token")).contains("t");
    assertThat(store.read("other")).isEmpty();
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> store.write("shop-token", VALUE))
        .matches(failure -> failure.kind() == ErrorKind.CONFIG)
        .matches(failure -> !failure.toString().contains(VALUE));
  }

  @Test
  void keepsSecretsAsFilesThatOnlyTheirOwnerReads() throws IOException {
    DirectorySecrets store = DirectorySecrets.at(root.resolve("secrets"));
    assertThat(store.read("shop_token")).isEmpty();
    store.write("shop_token", "first");
    store.write("shop_token", VALUE);
    assertThat(store.read("shop_token")).contains(VALUE);
    Path file = root.resolve("secrets/shop_token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(root.resolve("secrets")).isDirectoryContaining(path -> path.equals(file));
    Files.writeString(file, "mounted\r\n");
    assertThat(store.read("shop_token")).contains("mounted");
    Files.write(file, new byte[] {(byte) 0xff, 1});
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> store.read("shop_token"))
        .withMessageContaining("no UTF-8");
    for (String outside : List.of("../x", "/etc/passwd", "a/b", "", ".hidden")) {
      assertThatExceptionOfType(ConnectorException.class).isThrownBy(() -> store.read(outside));
    }
  }

  @Test
  void keepsSecretsInAKeystore() throws IOException {
    Path file = root.resolve("secrets.p12");
    KeystoreSecrets store = KeystoreSecrets.at(file, Secret.literal("changeit"));
    assertThat(store.read("shop_token")).isEmpty();
    store.write("shop_token", VALUE);
    store.write("Shop_Token", "another");
    assertThat(store.read("shop_token")).contains(VALUE);
    assertThat(KeystoreSecrets.at(file, Secret.literal("changeit")).read("Shop_Token"))
        .contains("another");
    assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
        .as("encrypted")
        .doesNotContain("another");
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> KeystoreSecrets.at(file, Secret.literal("guessed")).read("shop_token"))
        .withMessageContaining("does not open with its password")
        .matches(failure -> failure.kind() == ErrorKind.AUTHENTICATION)
        .matches(failure -> !failure.toString().contains("guessed"));
    Files.write(file, new byte[] {1, 2, 3});
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> store.read("shop_token"))
        .withMessageContaining(file.toString());
  }

  @Test
  void readsWhatKeytoolHasPutIntoAKeystore() throws Exception {
    Path file = root.resolve("keytool.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-importpass",
                "-storetype",
                "PKCS12",
                "-alias",
                "shop_token",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .start();
    try (OutputStream in = keytool.getOutputStream()) {
      in.write("a-token\na-token\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    String said = new String(keytool.getInputStream().readAllBytes());
    assertThat(keytool.waitFor()).as(said).isZero();
    assertThat(KeystoreSecrets.at(file, Secret.literal("changeit")).read("shop_token"))
        .contains("a-token");
  }

  @Test
  void tellsStoresApartByPrefixAndTellsOfEachAccess() {
    List<String> used = new ArrayList<>();
    SecretStore memory = SecretStore.of(Map.of("token", "of memory"));
    SecretStores stores =
        SecretStores.of(EnvironmentSecrets.of(Map.of("TOKEN", "of env")::get, ""))
            .with("vault", memory);
    ConnectorContext host =
        ConnectorContext.defaults()
            .secrets(stores)
            .listener(
                new ConnectorListener() {
                  @Override
                  public void secretUsed(String reference) {
                    used.add(reference);
                  }
                });
    assertThat(Secret.reference("token", host.resolver()).reveal()).isEqualTo("of env");
    Secret vaulted = Secret.reference("vault/token", host.resolver());
    assertThat(vaulted.reveal()).isEqualTo("of memory");
    vaulted.replace("rotated");
    assertThat(memory.read("token")).as("written where it was read").contains("rotated");
    assertThat(used).contains("secret://token", "secret://vault/token");
    assertThat(stores.toString()).doesNotContain("rotated").doesNotContain("of env");
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> Secret.reference("token", host.resolver()).replace("new"))
        .withMessageContaining("cannot keep a new value");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> stores.with("vault", memory));
  }
}

package dev.tributary.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.examples.cli.Shell.Result;
import dev.tributary.examples.shop.Orders;
import dev.tributary.examples.shop.ShopServer;
import dev.tributary.examples.shop.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands with a web API that is not always at its best. */
class ShopApiIT {
  @TempDir private Path directory;
  private ShopServer shop;
  private Shell shell;

  @BeforeEach
  void open() throws IOException {
    shop =
        ShopServer.open(
            Orders.of(1_200),
            Map.of(2, Trouble.BUSY, 4, Trouble.CUT),
            Duration.ZERO,
            Duration.ofMinutes(1));
    shell = new Shell(directory).with("SHOP_URL", shop.url());
    shell.write("secrets/shop_client_id", ShopServer.CLIENT_ID);
    shell.write("secrets/shop_client_secret", ShopServer.CLIENT_SECRET);
    shell.with("TRIBUTARY_SECRETS", directory.resolve("secrets").toString());
    Path source = Path.of("src/main/quickstart/sources/shop_api.yml");
    shell.write("sources/shop_api.yml", Files.readString(source));
    shell.write(
        "pipelines/web_orders.yml",
        "pipeline_id: web_orders",
        "source_id: shop_api",
        "streams: [web_orders]",
        "configuration:",
        "  staging: { path: staging, format: PARQUET }");
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void triesPreviewsAndRuns() {
    assertThat(shell.run("test-connection").out()).contains("✓ shop_api");
    assertThat(shell.run("streams", "source:shop_api").out()).contains("web_orders");
    Result preview = shell.run("preview", "web_orders", "-n", "3");
    assertThat(preview.out().lines()).hasSize(4);
    Result run = shell.run("run", "web_orders");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("1,200 records").contains("committed");
    assertThat(preview.err() + run.err()).contains("again");
    assertThat(run.out() + run.err() + preview.out()).doesNotContain(ShopServer.CLIENT_SECRET);
  }

  @Test
  void showsWhatTheApiAnswers() {
    Result result = shell.run("preview", "web_orders", "--response");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("/v1/orders")
        .contains("answered 200")
        .contains("\"next_cursor\"")
        .doesNotContain(ShopServer.CLIENT_SECRET);
    assertThat(result.out().length()).isLessThan(3_000);
  }

  @Test
  void saysThatTheSecretIsWrongWithoutShowingIt() throws IOException {
    shell.write("secrets/shop_client_secret", "not-the-secret-of-the-shop");
    Result test = shell.run("test-connection");
    assertThat(test.code()).isEqualTo(1);
    assertThat(test.out()).contains("✗ shop_api").doesNotContain("not-the-secret-of-the-shop");
    Result run = shell.run("run", "web_orders");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out() + run.err()).doesNotContain("not-the-secret-of-the-shop");
  }

  @Test
  void saysWhichSecretIsMissing() throws IOException {
    Files.delete(directory.resolve("secrets/shop_client_secret"));
    assertThat(shell.run("test-connection").out()).contains("shop_client_secret");
  }

  @Test
  void saysThatItMayBeTriedLater() {
    shop.close();
    Result run = shell.run("test-connection");
    assertThat(run.code()).isEqualTo(3);
  }
}

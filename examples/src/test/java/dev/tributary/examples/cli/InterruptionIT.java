package dev.tributary.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.examples.shop.Orders;
import dev.tributary.examples.shop.ShopServer;
import dev.tributary.examples.shop.Visits.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What Ctrl-C leaves behind. */
class InterruptionIT {
  private static final int ORDERS = 6_000;

  @TempDir private Path directory;

  @Test
  @Timeout(120)
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process is killed there, not asked to end")
  void endsInOrderAndGoesOn() throws IOException, InterruptedException {
    Shell shell = new Shell(directory);
    try (ShopServer shop =
        ShopServer.open(
            Orders.of(ORDERS), Map.of(), Duration.ofMillis(200), Duration.ofMinutes(5))) {
      shell.with("SHOP_URL", shop.url());
      shell.with("SHOP_CLIENT_ID", ShopServer.CLIENT_ID);
      shell.with("SHOP_CLIENT_SECRET", ShopServer.CLIENT_SECRET);
      shell.write(
          "sources/shop_api.yml",
          Files.readString(Path.of("src/main/quickstart/sources/shop_api.yml")));
      shell.write(
          "pipelines/web_orders.yml",
          "pipeline_id: web_orders",
          "source_id: shop_api",
          "configuration:",
          "  extraction: { batch_size: 500 }",
          "  staging: { max_rows_per_file: 1000 }");

      Process process = start(shop);
      while (shop.visits().of(Event.PAGE) < 5) {
        Thread.sleep(20);
      }
      process.destroy(); // as Ctrl-C does, it asks the process to end
      process.waitFor();
      assertThat(directory.resolve("notes")).content().contains("the next run goes on there");
      assertThat(process.exitValue()).isNotZero();
      int pages = shop.visits().of(Event.PAGE);
      assertThat(pages).isLessThan(ORDERS / 500);

      assertThat(shell.run("status").out()).contains("failed");
      Shell.Result result = shell.run("run", "web_orders");
      assertThat(result.code()).as(result.err() + result.out()).isZero();
      assertThat(result.out()).contains("6,000 records");
      // Without what was kept, every page would have been read again.
      assertThat(shop.visits().of(Event.PAGE) - pages).isLessThan(ORDERS / 500);
    }
  }

  private Process start(ShopServer shop) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Tributary.class.getName(),
                "run",
                "web_orders",
                "-c",
                directory.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(directory.resolve("notes").toFile());
    builder.environment().put("SHOP_URL", shop.url());
    builder.environment().put("SHOP_CLIENT_ID", ShopServer.CLIENT_ID);
    builder.environment().put("SHOP_CLIENT_SECRET", ShopServer.CLIENT_SECRET);
    return builder.start();
  }
}

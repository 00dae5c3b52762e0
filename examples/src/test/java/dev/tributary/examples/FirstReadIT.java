package dev.tributary.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.examples.shop.Order;
import dev.tributary.examples.shop.Orders;
import dev.tributary.examples.shop.ShopServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's first lines of code, run as a person would. */
class FirstReadIT {
  @Test
  void printsEveryOrder() throws Exception {
    Orders orders = Orders.of(1_001);
    try (ShopServer shop =
        ShopServer.open(orders, Map.of(), Duration.ZERO, Duration.ofMinutes(5))) {
      ProcessBuilder command =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  FirstRead.class.getName(),
                  shop.url() + "/v1")
              .redirectErrorStream(true);
      command.environment().put("SHOP_TOKEN", shop.newToken());
      Process process = command.start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(printed.lines().collect(Collectors.toList()))
          .isEqualTo(orders.all().stream().map(FirstReadIT::line).toList());
      assertThat(process.waitFor()).isZero();
    }
  }

  private static String line(Order order) {
    return order.number() + " " + order.total();
  }
}

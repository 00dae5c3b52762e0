package dev.tributary.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.examples.shop.Visits.Event;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ShopServerIT {
  private static final Pattern ORDER = Pattern.compile("\\{\"id\":.*?\\}\\}");
  private static final Pattern NEXT = Pattern.compile("\"next_cursor\":\"([^\"]+)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Orders orders = Orders.of(1_234);

  @Test
  void showsEveryOrderOnce() throws Exception {
    try (ShopServer shop = open(Map.of())) {
      assertThat(read(shop, "?limit=100")).isEqualTo(json(orders.all()));
    }
  }

  @Test
  void showsOnlyWhatChangedInAWindow() throws Exception {
    try (ShopServer shop = open(Map.of())) {
      String from = orders.all().get(1_200).updatedAt().plusMillis(1).toString();
      List<Order> changes = orders.change(17, 3);
      List<String> expected =
          json(orders.all().stream().filter(order -> after(order, from)).toList());
      assertThat(expected).containsAll(json(changes));
      assertThat(read(shop, "?updated_from=" + from)).isEqualTo(expected);
      assertThat(read(shop, "?updated_from=" + changes.get(0).updatedAt())).hasSize(20);
      assertThat(read(shop, "?updated_until=" + orders.all().get(0).updatedAt())).isEmpty();
    }
  }

  @Test
  void asksForATokenThatIsStillValid() throws Exception {
    try (ShopServer shop = open(Map.of(2, Trouble.REVOKED))) {
      assertThat(get(shop, "", "none").statusCode()).isEqualTo(401);
      String token = shop.newToken();
      assertThat(get(shop, "", token).statusCode()).isEqualTo(401);
      assertThat(get(shop, "", token).statusCode()).isEqualTo(401);
      assertThat(get(shop, "", shop.newToken()).statusCode()).isEqualTo(200);
      assertThat(shop.visits().of(Event.REFUSED)).isEqualTo(3);
    }
  }

  @Test
  void givesATokenToItsOwnClientOnly() throws Exception {
    try (ShopServer shop = open(Map.of())) {
      assertThat(token(shop, ShopServer.CLIENT_SECRET).body()).contains("\"expires_in\":60");
      assertThat(token(shop, "guessed").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void hasItsTroubles() throws Exception {
    Map<Integer, Trouble> troubles = Map.of(1, Trouble.THROTTLED, 2, Trouble.BUSY, 3, Trouble.CUT);
    try (ShopServer shop = open(troubles)) {
      String token = shop.newToken();
      HttpResponse<String> throttled = get(shop, "", token);
      assertThat(throttled.statusCode()).isEqualTo(429);
      assertThat(throttled.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(get(shop, "", token).statusCode()).isEqualTo(503);
      assertThatThrownBy(() -> get(shop, "", token)).isInstanceOf(IOException.class);
      assertThat(get(shop, "", token).statusCode()).isEqualTo(200);
      assertThat(get(shop, "?cursor=nonsense", token).statusCode()).isEqualTo(400);
    }
  }

  private ShopServer open(Map<Integer, Trouble> troubles) throws IOException {
    return ShopServer.open(orders, troubles, Duration.ZERO, Duration.ofMinutes(1));
  }

  private List<String> read(ShopServer shop, String query) throws Exception {
    List<String> read = new ArrayList<>();
    String token = shop.newToken();
    String cursor = "";
    do {
      String separator = query.isEmpty() ? "?" : "&";
      String more = cursor.isEmpty() ? "" : separator + "cursor=" + cursor;
      String page = get(shop, query + more, token).body();
      ORDER.matcher(page).results().forEach(order -> read.add(order.group()));
      Matcher next = NEXT.matcher(page);
      cursor = next.find() ? next.group(1) : "";
    } while (!cursor.isEmpty());
    return read;
  }

  private HttpResponse<String> get(ShopServer shop, String query, String token) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(shop.url() + "/v1/orders" + query))
            .header("Authorization", "Bearer " + token)
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> token(ShopServer shop, String secret) throws Exception {
    String form =
        "grant_type=client_credentials&client_id="
            + ShopServer.CLIENT_ID
            + "&client_secret="
            + secret;
    return client.send(
        HttpRequest.newBuilder(URI.create(shop.url() + "/oauth/token"))
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  private static boolean after(Order order, String from) {
    return order.updatedAt().compareTo(Instant.parse(from)) >= 0;
  }

  private static List<String> json(List<Order> orders) {
    return orders.stream().map(Order::toJson).toList();
  }
}

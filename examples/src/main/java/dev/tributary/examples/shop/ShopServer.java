package dev.tributary.examples.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.examples.shop.Visits.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A shop's web API on this machine.
 *
 * <p>{@code POST /oauth/token} issues access tokens that live for two seconds. {@code GET
 * /v1/orders} shows a page of orders: {@code updated_from}, {@code updated_until}, {@code limit}
 * (at most 500) and {@code cursor} say which. Thread-safe.
 */
public final class ShopServer implements AutoCloseable {
  /** The only client that gets tokens. */
  public static final String CLIENT_ID = "quickstart";

  /** The secret of that client. */
  public static final String CLIENT_SECRET = "a-secret-between-the-shop-and-you";

  private final HttpServer server;
  private final ExecutorService threads;
  private final Tokens tokens;
  private final Pages pages;
  private final Map<Integer, Trouble> troubles;
  private final Duration latency;
  private final Visits visits = new Visits();

  private ShopServer(
      HttpServer server,
      ExecutorService threads,
      Orders orders,
      Map<Integer, Trouble> troubles,
      Duration latency,
      Duration tokenLife) {
    this.server = server;
    this.threads = threads;
    this.pages = new Pages(orders);
    this.troubles = troubles;
    this.latency = latency;
    this.tokens = new Tokens(CLIENT_ID, CLIENT_SECRET, tokenLife);
  }

  /**
   * Opens a shop on a free port of this machine.
   *
   * @param orders what it sells
   * @param troubles what goes wrong, by the number of the request for a page, from 1
   * @param latency how long each answer takes
   * @param tokenLife how long an access token is valid
   * @throws IOException if there is no port
   */
  public static ShopServer open(
      Orders orders, Map<Integer, Trouble> troubles, Duration latency, Duration tokenLife)
      throws IOException {
    // Otherwise each answer waits 40 ms for an acknowledgement of its headers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "shop");
              thread.setDaemon(true);
              return thread;
            });
    ShopServer shop =
        new ShopServer(server, threads, orders, Map.copyOf(troubles), latency, tokenLife);
    server.setExecutor(threads);
    server.createContext("/oauth/token", exchange -> shop.answer(exchange, shop::token));
    server.createContext("/v1/orders", exchange -> shop.answer(exchange, shop::orders));
    server.start();
    return shop;
  }

  /** Returns where the shop is, such as {@code http://127.0.0.1:40123}. */
  public String url() {
    return "http://" + server.getAddress().getAddress().getHostAddress() + ":" + port();
  }

  private int port() {
    return server.getAddress().getPort();
  }

  /** Returns a new access token, as a client would get it. */
  public String newToken() {
    visits.count(Event.TOKEN);
    return tokens.issue();
  }

  /** Returns what the shop saw so far. */
  public Visits visits() {
    return visits;
  }

  /** Closes the shop; who still asks is not answered. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private void answer(HttpExchange exchange, Answer answer) throws IOException {
    try (exchange) {
      Thread.sleep(latency.toMillis());
      answer.to(exchange);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void token(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (tokens.mayHave(parameters(form), header(exchange, "Authorization"))) {
      String body =
          "{\"access_token\":\""
              + newToken()
              + "\",\"token_type\":\"Bearer\",\"expires_in\":"
              + tokens.lifetime().toSeconds()
              + "}";
      send(exchange, 200, body);
    } else {
      send(exchange, 401, "{\"error\":\"invalid_client\"}");
    }
  }

  private void orders(HttpExchange exchange) throws IOException {
    Trouble trouble = troubles.get(visits.count(Event.REQUEST));
    String authorization = header(exchange, "Authorization");
    if (trouble == Trouble.REVOKED) {
      tokens.revoke(authorization);
    }
    if (!tokens.isValid(authorization)) {
      visits.count(Event.REFUSED);
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer error=\"invalid_token\"");
      send(exchange, 401, "{\"error\":\"the access token has expired\"}");
    } else if (trouble == Trouble.THROTTLED) {
      visits.count(Event.THROTTLED);
      exchange.getResponseHeaders().set("Retry-After", "1");
      send(exchange, 429, "{\"error\":\"too many requests\"}");
    } else if (trouble == Trouble.BUSY) {
      visits.count(Event.BUSY);
      send(exchange, 503, "{\"error\":\"the shop is busy\"}");
    } else {
      page(exchange, trouble == Trouble.CUT);
    }
  }

  private void page(HttpExchange exchange, boolean cut) throws IOException {
    String page;
    try {
      page = pages.page(parameters(exchange.getRequestURI().getRawQuery()));
    } catch (RuntimeException nonsense) {
      send(exchange, 400, "{\"error\":\"this request makes no sense\"}");
      return;
    }
    if (cut) {
      visits.count(Event.CUT);
      byte[] body = page.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body, 0, body.length / 2);
      exchange.getResponseBody().flush();
    } else {
      visits.count(Event.PAGE);
      send(exchange, 200, page);
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static Map<String, String> parameters(@Nullable String encoded) {
    Map<String, String> parameters = new HashMap<>();
    if (encoded != null && !encoded.isEmpty()) {
      for (String pair : encoded.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}

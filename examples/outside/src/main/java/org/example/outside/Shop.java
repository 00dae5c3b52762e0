package org.example.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A web API of orders: three pages, shown to whoever has the token. */
final class Shop implements AutoCloseable {
  static final int ORDERS = 25;

  private static final int PAGE = 10;

  private final String token;
  private final HttpServer server;

  Shop(String token) throws IOException {
    this.token = token;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/orders", this::answer);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  static String line(int order) {
    return "A-" + order + " " + order + ".50";
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean known =
        ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    byte[] body =
        known ? page(exchange.getRequestURI().getQuery()).getBytes(UTF_8) : new byte[] {'{', '}'};
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(known ? 200 : 401, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  private static String page(String query) {
    int first = 1;
    for (String parameter : query == null ? new String[0] : query.split("&")) {
      if (parameter.startsWith("cursor=")) {
        first = Integer.parseInt(parameter.substring("cursor=".length()));
      }
    }
    int next = Math.min(ORDERS + 1, first + PAGE);
    StringBuilder orders = new StringBuilder();
    for (int order = first; order < next; order++) {
      orders.append(order == first ? "" : ",");
      orders
          .append("{\"number\":\"A-")
          .append(order)
          .append("\",\"total\":")
          .append(order)
          .append(".50}");
    }
    String cursor = next > ORDERS ? "null" : "\"" + next + "\"";
    return "{\"orders\":[" + orders + "],\"next_cursor\":" + cursor + "}";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

package dev.tributary.examples.walkthrough;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A shop that shows its orders as pages of CSV to who knows the token. */
final class CsvShop implements AutoCloseable {
  static final String TOKEN = "open-sesame-4711";

  static final int PAGE = 50;

  private final HttpServer server;
  private final ExecutorService threads;
  private final int orders;
  private volatile CountDownLatch speaks = new CountDownLatch(0);

  private CsvShop(HttpServer server, ExecutorService threads, int orders) {
    this.server = server;
    this.threads = threads;
    this.orders = orders;
  }

  static CsvShop open(int orders) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    CsvShop shop = new CsvShop(server, threads, orders);
    server.createContext("/orders.csv", shop::answer);
    server.start();
    return shop;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  static String email(long id) {
    return "customer" + id + "@example.com";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** Answers nobody until what this returns is closed. */
  AutoCloseable silence() {
    CountDownLatch silent = new CountDownLatch(1);
    speaks = silent;
    return silent::countDown;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      speaks.await();
      String token = exchange.getRequestHeaders().getFirst("Authorization");
      if (!("Bearer " + TOKEN).equals(token)) {
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      int page = Integer.parseInt(exchange.getRequestURI().getQuery().substring("page=".length()));
      String csv =
          IntStream.rangeClosed((page - 1) * PAGE + 1, Math.min(page * PAGE, orders))
              .mapToObj(id -> id + "," + email(id) + "\n")
              .collect(Collectors.joining());
      byte[] body = csv.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/csv; charset=utf-8");
      exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.tributary.connector.testkit.users;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.testkit.ConnectorContractTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class ShopContractTest extends ConnectorContractTest {
  private static final Map<String, Integer> RECORDS = Map.of("orders", 230, "customers", 40);
  private static final int PAGE = 20;

  private final ExecutorService pool = Executors.newCachedThreadPool();
  private volatile CountDownLatch silence = new CountDownLatch(0);
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext("/", this::answer);
    server.setExecutor(pool);
    server.start();
  }

  @AfterEach
  void close() {
    silence.countDown();
    server.stop(0);
    pool.shutdownNow();
  }

  @Override
  protected Connectors connectors() {
    return Connectors.none().with(new Shop.Factory());
  }

  @Override
  protected SourceConfig source() {
    return SourceConfig.of("SHOP", "shop")
        .with("base_url", "http://localhost:" + server.getAddress().getPort())
        .with("token", "secret://shop");
  }

  @Override
  protected ExtractionRequest request() {
    return ExtractionRequest.of("orders", "customers").batchSize(PAGE);
  }

  @Override
  protected Map<String, Long> expected() {
    return Map.of("orders", 230L, "customers", 40L);
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("shop", "t0k3n-of-the-shop");
  }

  @Override
  protected Map<SourceConfig, List<String>> wrongSources() {
    return Map.of(
        source().with("base_url", "no url").with("tokn", "x"), List.of("base_url", "tokn"));
  }

  @Override
  protected SourceConfig unreachable() {
    return source().with("token", "stale-token");
  }

  @Override
  protected int recordsPerPiece() {
    return PAGE;
  }

  @Override
  protected int cuts() {
    return 3;
  }

  @Override
  protected AutoCloseable silence() {
    silence = new CountDownLatch(1);
    return silence::countDown;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      silence.await();
      String stream = exchange.getRequestURI().getPath().replaceAll("[/.]|csv", "");
      Integer records = RECORDS.get(stream);
      List<String> authorization = exchange.getRequestHeaders().get("Authorization");
      if (!List.of("Bearer t0k3n-of-the-shop").equals(authorization)) {
        exchange.sendResponseHeaders(401, -1);
      } else if (records == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        int page =
            Integer.parseInt(exchange.getRequestURI().getQuery().substring("page=".length()));
        StringBuilder csv = new StringBuilder();
        for (int id = (page - 1) * PAGE; id < Math.min(records, page * PAGE); id++) {
          csv.append(id).append(",someone").append(id).append("@example.com\n");
        }
        byte[] body = csv.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}

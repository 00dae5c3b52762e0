package dev.tributary.connector.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A real HTTP server on a loopback port; a test writes its answers. */
final class Api implements AutoCloseable {
  /** What was asked. */
  record Asked(
      String method,
      String path,
      Map<String, String> query,
      Map<String, List<String>> headers,
      String body) {
    String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().get(0))
          .findFirst()
          .orElse("");
    }

    long number(String parameter, long fallback) {
      return query.containsKey(parameter) ? Long.parseLong(query.get(parameter)) : fallback;
    }
  }

  /** What is answered. */
  record Reply(int status, Map<String, String> headers, byte[] body, int sent) {
    Reply(int status, Map<String, String> headers, byte[] body) {
      this(status, headers, body, body.length);
    }

    Reply with(String header, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(header, value);
      return new Reply(status, more, body, sent);
    }

    /** Returns an answer after so many bytes of whose body the line is cut. */
    Reply cutAfter(int bytes) {
      return new Reply(status, headers, body, bytes);
    }
  }

  interface Answers {
    Reply to(Asked asked) throws Exception;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger askedForTime = new AtomicInteger();

  private Api(HttpServer server) {
    this.server = server;
  }

  static Api answering(Answers answers) {
    try {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      Api api = new Api(HttpServer.create(any, 64));
      api.server.createContext("/", exchange -> api.answer(exchange, answers));
      api.server.setExecutor(api.threads);
      api.server.start();
      return api;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static Reply json(String body) {
    return new Reply(
        200, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
  }

  static Reply status(int status) {
    return new Reply(
        status, Map.of("Content-Type", "application/json"), "{}".getBytes(StandardCharsets.UTF_8));
  }

  /** Returns {@code [{"id":first}, … ]} up to and without {@code end}. */
  static String ids(long first, long end) {
    return LongStream.range(first, Math.max(first, end))
        .mapToObj(id -> "{\"id\":" + id + "}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Returns what was asked of the test's answers. */
  List<Asked> asked() {
    return asked;
  }

  /** Returns how often only the head of an answer was asked for, as is done for its Date. */
  int askedForTime() {
    return askedForTime.get();
  }

  private void answer(HttpExchange exchange, Answers answers) throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("HEAD")) {
        askedForTime.incrementAndGet();
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      URI uri = exchange.getRequestURI();
      Asked request =
          new Asked(
              exchange.getRequestMethod(),
              uri.getRawPath(),
              query(uri.getRawQuery()),
              Map.copyOf(exchange.getRequestHeaders()),
              body);
      asked.add(request);
      Reply reply = answers.to(request);
      reply.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
      exchange.sendResponseHeaders(
          reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
      exchange.getResponseBody().write(reply.body(), 0, reply.sent());
      if (reply.sent() < reply.body().length) {
        exchange.getResponseBody().flush();
        throw new IOException("ordered to cut the line");
      }
    } catch (IOException gone) {
      throw gone;
    } catch (Exception failed) {
      throw new IOException(failed);
    }
  }

  static Map<String, String> query(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        String[] parts = pair.split("=", 2);
        String before = query.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
        if (before != null) {
          throw new IllegalArgumentException(parts[0] + " came twice: " + raw);
        }
      }
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

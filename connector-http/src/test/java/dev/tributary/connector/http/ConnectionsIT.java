package dev.tributary.connector.http;

import static dev.tributary.connector.http.Clients.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is opened is used again, and is closed. */
@Timeout(30)
class ConnectionsIT {
  @Test
  void usesOneConnectionForManyRequests() throws Exception {
    Set<Integer> most = new HashSet<>();
    RawServer[] self = new RawServer[1];
    try (RawServer server =
            RawServer.start(
                (request, peer) -> {
                  most.add(self[0].openConnections());
                  peer.send(200, "x".repeat(100_000));
                });
        HttpClient client = Clients.open(server)) {
      self[0] = server;
      for (int i = 0; i < 20; i++) {
        try (HttpResponse response = client.send(HttpRequest.get(server.url("/")))) {
          // All but the end, as a decoder does that stops at the last bracket.
          response.body().readNBytes(100_000);
        }
      }
      assertThat(most).containsExactly(1);
      assertThat(client.connections()).isEqualTo(1);
    }
  }

  @Test
  void leavesNoConnectionAndNoThreadOfItsOwnBehind() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (RawServer server = RawServer.start((request, peer) -> peer.send(200, "ok"))) {
      HttpClient client = Clients.open(server);
      List<HttpResponse> open = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        open.add(client.send(HttpRequest.get(server.url("/"))));
      }
      read(client, HttpRequest.get(server.url("/")));
      client.close();
      assertThat(client.connections()).isLessThanOrEqualTo(5);
      for (HttpResponse response : open) {
        response.close();
      }
      assertThat(client.connections()).isZero();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (server.openConnections() > 0 && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThat(server.openConnections()).isZero();
    }
    Set<String> left =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !before.contains(thread) && !thread.getName().startsWith("raw-"))
            .map(Thread::getName)
            .collect(Collectors.toSet());
    // OkHttp and Okio keep one daemon thread each for the whole JVM, which end when idle.
    assertThat(left).isSubsetOf("OkHttp TaskRunner", "Okio Watchdog");
  }

  @Test
  void takesBackTheHookOfASessionThatIsClosed() {
    FakeContext reader = new FakeContext(ConnectorContext.defaults());
    try (RawServer server = RawServer.start((request, peer) -> peer.send(200, "ok"));
        HttpClient client = Clients.open(server)) {
      for (int i = 0; i < 1_000; i++) {
        client.session(reader).close();
      }
      assertThat(reader.hooks).isEmpty();
    }
  }

  @Test
  void failsAfterItWasClosed() {
    try (RawServer server = RawServer.start((request, peer) -> peer.send(200, "ok"))) {
      HttpClient client = Clients.open(server);
      client.close();
      client.close();
      ConnectorException error =
          catchThrowableOfType(
              ConnectorException.class, () -> read(client, HttpRequest.get(server.url("/"))));
      assertThat(error.kind()).isEqualTo(ErrorKind.CANCELLED);
    }
  }

  @Test
  void registersOneHookForEachReaderHoweverManyRequestsItMakes() throws Exception {
    try (RawServer server = RawServer.start((request, peer) -> peer.send(200, "ok"));
        HttpClient client = Clients.open(server)) {
      FakeContext context = new FakeContext(ConnectorContext.defaults());
      HttpSession session = client.session(context);
      for (int i = 0; i < 50; i++) {
        read(session, HttpRequest.get(server.url("/")));
      }
      assertThat(context.hooks).hasSize(1);
      assertThat(context.counters).containsEntry("requests", 50L).containsEntry("bytes", 100L);
    }
  }
}

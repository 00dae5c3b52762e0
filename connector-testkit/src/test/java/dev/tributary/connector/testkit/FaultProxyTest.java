package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FaultProxyTest {
  private ServerSocket server;
  private FaultProxy proxy;

  /** Sends as many bytes as it is asked for, on each connection, and ends it. */
  @BeforeEach
  void serve() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread serving =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                  int wanted = socket.getInputStream().read() * 1000;
                  socket.getOutputStream().write(new byte[wanted]);
                } catch (IOException gone) {
                  // The next one may do better.
                }
              }
            });
    serving.setDaemon(true);
    serving.start();
    proxy = FaultProxy.to(server.getLocalPort());
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  void passesEverythingThrough() throws Exception {
    assertThat(ask(50)).isEqualTo(50_000);
    assertThat(ask(1)).isEqualTo(1_000);
    assertThat(proxy.connections()).isEqualTo(2);
    assertThat(proxy.sent()).isEqualTo(51_000);
    Reads.await(() -> proxy.open() == 0);
  }

  @Test
  void cutsAtAByte() throws Exception {
    proxy.cutAfter(12_345);
    assertThat(received(50)).isLessThanOrEqualTo(12_345);
    assertThat(proxy.sent()).isEqualTo(12_345);
    assertThat(ask(50)).as("once").isEqualTo(50_000);
  }

  @Test
  void stallsAndFlows() throws Exception {
    proxy.stall();
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      client.setSoTimeout(200);
      client.getOutputStream().write(5);
      InputStream in = client.getInputStream();
      assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
      proxy.flow();
      client.setSoTimeout(5_000);
      assertThat(in.readAllBytes()).hasSize(5_000);
    }
  }

  @Test
  void slowsDown() throws Exception {
    proxy.slow(100, Duration.ofMillis(5));
    long began = System.nanoTime();
    assertThat(ask(5)).isEqualTo(5_000);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(240));
  }

  private int ask(int thousands) throws IOException {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      OutputStream out = client.getOutputStream();
      out.write(thousands);
      return client.getInputStream().readAllBytes().length;
    }
  }

  /** Returns how many bytes came before the line broke, or all. */
  private int received(int thousands) throws IOException {
    int received = 0;
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      client.getOutputStream().write(thousands);
      while (client.getInputStream().read() >= 0) {
        received++;
      }
    } catch (IOException cut) {
      return received;
    }
    return received;
  }
}

package dev.tributary.connector.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that writes whatever a test wants onto the line, and hangs up. */
final class RawServer implements AutoCloseable {
  interface Line {
    /** Answers request number {@code count}, from 1; the line is cut when it returns. */
    void answer(int count, OutputStream out) throws Exception;
  }

  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger count = new AtomicInteger();

  RawServer(Line line) {
    try {
      socket = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    threads.submit(() -> accept(line));
  }

  private Void accept(Line line) throws IOException {
    while (!socket.isClosed()) {
      Socket peer = socket.accept();
      threads.submit(
          () -> {
            try (peer) {
              readRequest(peer.getInputStream());
              line.answer(count.incrementAndGet(), peer.getOutputStream());
              peer.getOutputStream().flush();
            }
            return null;
          });
    }
    return null;
  }

  private static void readRequest(InputStream in) throws IOException {
    for (int ends = 0; ends < 4; ) {
      int next = in.read();
      if (next < 0) {
        return;
      }
      ends = next == '\r' || next == '\n' ? ends + 1 : 0;
    }
  }

  static void headers(OutputStream out, String... headers) throws IOException {
    text(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n");
    for (String header : headers) {
      text(out, header + "\r\n");
    }
    text(out, "\r\n");
  }

  static void text(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  int requests() {
    return count.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}

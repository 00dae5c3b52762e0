package dev.tributary.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A small HTTP/1.1 server on the loopback interface, a thread for each connection: cheap enough to
 * stay out of what is measured, and able to break off in the middle of a body.
 */
final class PageServer implements AutoCloseable {
  /** Returns the body for a request's target, such as {@code /orders?page=3}. */
  interface Pages {
    byte[] body(String target) throws IOException;
  }

  /** Decides how many bytes of a body are sent before the connection is cut. */
  interface Fuse {
    /** Returns at most {@code length}; less cuts the connection after so many bytes. */
    int passes(int length);
  }

  private final ServerSocket listening;
  private final Pages pages;
  private final Fuse fuse;
  private final long latencyNanos;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  PageServer(Pages pages, long latencyMillis, Fuse fuse) throws IOException {
    this.pages = pages;
    this.fuse = fuse;
    this.latencyNanos = TimeUnit.MILLISECONDS.toNanos(latencyMillis);
    this.listening = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    start("accepting", this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  private void accept() throws IOException {
    while (true) {
      Socket socket = listening.accept();
      open.add(socket);
      start("serving", () -> serve(socket));
    }
  }

  private void serve(Socket socket) throws IOException {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      byte[] line = new byte[8192];
      while (true) {
        String request = line(in, line);
        if (request.isEmpty()) {
          return;
        }
        while (!line(in, line).isEmpty()) {
          // headers do not matter here
        }
        if (latencyNanos > 0) {
          sleep(latencyNanos);
        }
        if (!answer(pages.body(request.split(" ", 3)[1]), out)) {
          return;
        }
      }
    } finally {
      open.remove(socket);
    }
  }

  private boolean answer(byte[] body, OutputStream out) throws IOException {
    byte[] head =
        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] whole = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, whole, head.length, body.length);
    int passing = fuse.passes(body.length);
    out.write(whole, 0, head.length + passing);
    return passing == body.length;
  }

  private static String line(InputStream in, byte[] buffer) throws IOException {
    int length = 0;
    int c;
    while ((c = in.read()) >= 0 && c != '\n') {
      if (c != '\r' && length < buffer.length) {
        buffer[length++] = (byte) c;
      }
    }
    return new String(buffer, 0, length, StandardCharsets.US_ASCII);
  }

  private static void sleep(long nanos) {
    long until = System.nanoTime() + nanos;
    long left;
    while ((left = until - System.nanoTime()) > 0) {
      LockSupport.parkNanos(left);
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException gone) {
                // The other end went away, or this one was closed: that is how connections end.
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  /** Returns the number behind {@code name=} in a target, or {@code other} if it is not there. */
  static long parameter(String target, String name, long other) {
    int at = Math.max(target.indexOf("?" + name + "="), target.indexOf("&" + name + "="));
    if (at < 0) {
      return other;
    }
    int from = at + name.length() + 2;
    int to = target.indexOf('&', from);
    return Long.parseLong(target.substring(from, to < 0 ? target.length() : to));
  }
}

package dev.tributary.connector.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;

/** A server that sends exactly the bytes that a test tells it to, and remembers what it got. */
final class RawServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Handler handler;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<Got> got = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final String scheme;

  /** Answers one request; the connection goes on unless it is closed. */
  @FunctionalInterface
  interface Handler {
    void answer(Got request, Peer peer) throws Exception;
  }

  /** A request as it came. */
  record Got(String method, String path, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  /** The other end of a connection. */
  final class Peer {
    private final Socket socket;
    private final OutputStream out;

    private Peer(Socket socket) throws IOException {
      this.socket = socket;
      this.out = socket.getOutputStream();
    }

    /** Sends a whole answer; each header as {@code Name: value}. */
    void send(int status, String body, String... headers) throws IOException {
      send(status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    void send(int status, byte[] body, String... headers) throws IOException {
      StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Some Reason\r\n");
      for (String header : headers) {
        head.append(header).append("\r\n");
      }
      head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      all.writeBytes(body);
      raw(all.toByteArray());
    }

    void raw(String text) throws IOException {
      raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void raw(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    void close() throws IOException {
      socket.close();
    }

    /** Says nothing more until the server is closed or the other end hangs up. */
    void stall() throws Exception {
      closing.await(30, TimeUnit.SECONDS);
    }
  }

  private RawServer(ServerSocketFactory sockets, String scheme, Handler handler)
      throws IOException {
    this.socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.handler = handler;
    this.scheme = scheme;
    start("raw-server", this::accept);
  }

  static RawServer start(Handler handler) {
    return start(ServerSocketFactory.getDefault(), "http", handler);
  }

  static RawServer start(ServerSocketFactory sockets, String scheme, Handler handler) {
    try {
      return new RawServer(sockets, scheme, handler);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  URI url(String pathAndQuery) {
    return URI.create(scheme + "://127.0.0.1:" + socket.getLocalPort() + pathAndQuery);
  }

  /** Returns a URL of another origin that leads here too. */
  URI otherOrigin(String pathAndQuery) {
    return URI.create(scheme + "://localhost:" + socket.getLocalPort() + pathAndQuery);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Returns what was asked so far. */
  List<Got> got() {
    return got;
  }

  int openConnections() {
    return open.size();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        open.add(connection);
        start("raw-connection", () -> serve(connection));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      Peer peer = new Peer(connection);
      for (Got request = read(in); request != null; request = read(in)) {
        got.add(request);
        handler.answer(request, peer);
      }
    } catch (Exception gone) {
      // the other end hung up, or the handler did
    } finally {
      open.remove(connection);
    }
  }

  private static Got read(InputStream in) throws IOException {
    String first = line(in);
    if (first == null || first.isEmpty()) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (one, other) -> one + ", " + other);
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    String[] parts = first.split(" ", -1);
    return new Got(parts[0], parts[1], headers, body);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return line.size() == 0 ? null : line.toString(StandardCharsets.ISO_8859_1);
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      socket.close();
      for (Socket connection : open) {
        connection.close();
      }
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }
}

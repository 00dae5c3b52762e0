package dev.tributary.connector.testkit.storage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * As much of HTTP/1.1 as clients of a test need, with a thread for each connection: answers can be
 * cut and stalled at any byte, which the JDK's own server does not allow. Thread-safe.
 */
final class WireServer implements AutoCloseable {
  private static final int PIECE = 64 << 10;

  private final ServerSocket listening;
  private final Function<WireRequest, WireResponse> handler;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger most = new AtomicInteger();
  private volatile CountDownLatch released = new CountDownLatch(1);
  private volatile boolean silent;
  private volatile boolean closed;

  private WireServer(Function<WireRequest, WireResponse> handler) throws IOException {
    this.handler = handler;
    this.listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
  }

  static WireServer start(Function<WireRequest, WireResponse> handler) throws IOException {
    WireServer server = new WireServer(handler);
    run(server::accept);
    return server;
  }

  int port() {
    return listening.getLocalPort();
  }

  int open() {
    return open.size();
  }

  /** Returns how many connections were open at once at most. */
  int most() {
    return most.get();
  }

  /** Sends nothing more until {@link #release}. */
  void silence() {
    silent = true;
  }

  /** Ends the silence and every stall. */
  void release() {
    CountDownLatch before = released;
    silent = false;
    released = new CountDownLatch(1);
    before.countDown();
  }

  private void accept() {
    while (!closed) {
      try {
        Socket socket = listening.accept();
        socket.setTcpNoDelay(true);
        open.add(socket);
        most.accumulateAndGet(open.size(), Math::max);
        run(() -> serve(socket));
      } catch (IOException ended) {
        // closed, or the client was gone at once
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream(), PIECE);
      OutputStream out = new BufferedOutputStream(socket.getOutputStream(), PIECE);
      boolean more = true;
      while (more) {
        WireRequest request = read(in);
        if (request == null) {
          return;
        }
        WireResponse answer = handler.apply(request);
        more = !answer.lost && send(answer, out, request.method().equals("HEAD"));
      }
    } catch (IOException ended) {
      // the client's affair
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  private static @Nullable WireRequest read(InputStream in) throws IOException {
    String first = line(in);
    while (first != null && first.isEmpty()) {
      first = line(in);
    }
    if (first == null) {
      return null;
    }
    String[] words = first.split(" ", 3);
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return WireRequest.of(words[0], words[1], headers, body(in, headers));
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    String length = headers.get("content-length");
    if (length != null) {
      int size = Integer.parseInt(length);
      byte[] body = in.readNBytes(size);
      if (body.length < size) {
        throw new EOFException("the request was cut");
      }
      return body;
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if ("chunked".equals(headers.get("transfer-encoding"))) {
      for (int size = size(in); size > 0; size = size(in)) {
        body.write(in.readNBytes(size));
        line(in);
      }
      line(in);
    }
    return body.toByteArray();
  }

  private static int size(InputStream in) throws IOException {
    String line = line(in);
    if (line == null) {
      throw new EOFException("the request was cut");
    }
    return Integer.parseInt(line.split(";", 2)[0].strip(), 16);
  }

  private static @Nullable String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int c = in.read();
    if (c < 0) {
      return null;
    }
    while (c >= 0 && c != '\n') {
      if (c != '\r') {
        line.write(c);
      }
      c = in.read();
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /** Sends an answer; returns whether the connection may serve another request. */
  private boolean send(WireResponse answer, OutputStream out, boolean headOnly)
      throws IOException, InterruptedException {
    if (silent) {
      released.await();
    }
    StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status + " .\r\n");
    answer.headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    if (answer.chunked) {
      head.append("Transfer-Encoding: chunked\r\n\r\n");
    } else if (answer.status == 204 || answer.status == 304) {
      head.append("\r\n");
    } else {
      head.append("Content-Length: ").append(answer.length).append("\r\n\r\n");
    }
    out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    boolean whole = headOnly || sendBody(answer, out);
    out.flush();
    return whole;
  }

  private boolean sendBody(WireResponse answer, OutputStream out)
      throws IOException, InterruptedException {
    byte[] piece = new byte[(int) Math.min(PIECE, Math.max(1, answer.length))];
    long sent = 0;
    while (sent < answer.length) {
      if (sent >= answer.cutAfter) {
        return false;
      }
      if (silent || sent >= answer.stallAfter) {
        out.flush();
        released.await();
        answer.stallAfter = WireResponse.NEVER;
      }
      long until = Math.min(answer.length, Math.min(answer.cutAfter, answer.stallAfter));
      int some = (int) Math.min(piece.length, until - sent);
      answer.body.copy(answer.from + sent, piece, 0, some);
      if (answer.corruptAt >= sent && answer.corruptAt < sent + some) {
        piece[(int) (answer.corruptAt - sent)] ^= 1;
      }
      if (answer.chunked) {
        out.write((Integer.toHexString(some) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      }
      out.write(piece, 0, some);
      if (answer.chunked) {
        out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
      }
      sent += some;
      answer.counted.addAndGet(some);
    }
    if (answer.chunked) {
      out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }
    return answer.cutAfter == WireResponse.NEVER;
  }

  /** Cuts every connection. */
  void cut() {
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException gone) {
        // which is what was wanted
      }
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    listening.close();
    release();
    cut();
  }

  private static void run(Runnable work) {
    Thread thread = new Thread(work, "fake-storage");
    thread.setDaemon(true);
    thread.start();
  }
}

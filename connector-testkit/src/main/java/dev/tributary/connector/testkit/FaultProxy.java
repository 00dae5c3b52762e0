package dev.tributary.connector.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A line to a server that can be cut, stalled and slowed, byte by byte.
 *
 * <p>Connect a client to {@link #port} instead of the server's. What is ordered concerns what the
 * server sends, over all connections together. Thread-safe; {@link #close} ends every connection.
 *
 * @since 0.1.0
 */
public final class FaultProxy implements AutoCloseable {
  private final InetSocketAddress server;
  private final ServerSocket listening;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong cutAt = new AtomicLong(Long.MAX_VALUE);
  private volatile CountDownLatch stalled = new CountDownLatch(0);
  private volatile Duration pause = Duration.ZERO;
  private volatile int piece = 8192;

  private FaultProxy(InetSocketAddress server) throws IOException {
    this.server = server;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /**
   * Opens a line to a server on this machine.
   *
   * @param port the server's port
   * @throws IOException if no port is free
   */
  public static FaultProxy to(int port) throws IOException {
    FaultProxy proxy =
        new FaultProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    start(proxy::accept);
    return proxy;
  }

  /** Returns the port to connect to, on the loopback address. */
  public int port() {
    return listening.getLocalPort();
  }

  /** Cuts all connections when the server has sent so many bytes from now on; once. */
  public void cutAfter(long bytes) {
    cutAt.set(sent.get() + bytes);
  }

  /** Cuts all connections now. */
  public void cut() {
    sockets.forEach(FaultProxy::abort);
  }

  /** Lets nothing of what the server sends through until {@link #flow}. */
  public synchronized void stall() {
    if (stalled.getCount() == 0) {
      stalled = new CountDownLatch(1);
    }
  }

  /** Ends what {@link #stall} began. */
  public void flow() {
    stalled.countDown();
  }

  /** Lets through so many bytes at a time and waits that long before each. */
  public void slow(int bytes, Duration pause) {
    this.piece = bytes;
    this.pause = pause;
  }

  /** Returns how many bytes the server has sent. */
  public long sent() {
    return sent.get();
  }

  /** Returns how many connections are open. */
  public int open() {
    return open.get();
  }

  /** Returns how many connections were made. */
  public int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    flow();
    listening.close();
    cut();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        connections.incrementAndGet();
        Socket upstream = new Socket();
        try {
          upstream.connect(server, 5_000);
          client.setTcpNoDelay(true); // a line that holds back small pieces is slow, not true
          upstream.setTcpNoDelay(true);
        } catch (IOException refused) {
          abort(client);
          continue;
        }
        sockets.add(client);
        sockets.add(upstream);
        open.incrementAndGet();
        start(() -> pump(client, upstream, false));
        start(() -> pump(upstream, client, true));
      }
    } catch (IOException closed) {
      cut();
    }
  }

  private void pump(Socket from, Socket to, boolean answers) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[8192];
      int read = in.read(bytes, 0, answers ? piece : bytes.length);
      while (read >= 0) {
        if (answers) {
          read = faults(read);
        }
        out.write(bytes, 0, read);
        out.flush();
        if (answers && sent.get() >= cutAt.get()) {
          cutAt.set(Long.MAX_VALUE);
          cut();
        }
        read = in.read(bytes, 0, answers ? Math.min(piece, bytes.length) : bytes.length);
      }
      to.shutdownOutput();
    } catch (IOException | InterruptedException ended) {
      abort(from);
      abort(to);
    } finally {
      if (answers) {
        open.decrementAndGet();
        sockets.remove(from);
        sockets.remove(to);
        abort(from);
        abort(to);
      }
    }
  }

  /** Waits as ordered, and returns how many of so many bytes may pass. */
  private int faults(int bytes) throws InterruptedException {
    stalled.await();
    TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    long room = cutAt.get() - sent.get();
    int passing = (int) Math.max(0, Math.min(bytes, room));
    sent.addAndGet(passing);
    return passing;
  }

  private static void abort(Socket socket) {
    try {
      socket.close();
    } catch (IOException closed) {
      // It is closed, which is all that was wanted.
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "fault-proxy");
    thread.setDaemon(true);
    thread.start();
  }
}

package dev.tributary.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A line as long as to another continent: all arrives, each byte as much later as another. */
final class DelayLine implements AutoCloseable {
  private final ServerSocket listening;
  private final int port;
  private final long delayNanos;

  /** Bytes that arrive at a time. */
  private static final class Piece {
    private final long due;
    private final byte[] bytes;

    Piece(long due, byte[] bytes) {
      this.due = due;
      this.bytes = bytes;
    }
  }

  private DelayLine(ServerSocket listening, int port, long delayNanos) {
    this.listening = listening;
    this.port = port;
    this.delayNanos = delayNanos;
  }

  /** Opens one to a port of this machine; a question and its answer take so long, at least. */
  static DelayLine to(int port, long millis) throws IOException {
    ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    DelayLine line = new DelayLine(listening, port, TimeUnit.MILLISECONDS.toNanos(millis) / 2);
    start(line::accept);
    return line;
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        join(client, server);
        join(server, client);
      }
    } catch (IOException closed) {
      Thread.currentThread().interrupt(); // nobody connects any more
    }
  }

  private void join(Socket from, Socket to) {
    BlockingQueue<Piece> under = new LinkedBlockingQueue<>();
    start(() -> take(from, under));
    start(() -> hand(under, to));
  }

  private void take(Socket from, BlockingQueue<Piece> under) {
    try (InputStream in = from.getInputStream()) {
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        byte[] bytes = new byte[read];
        System.arraycopy(buffer, 0, bytes, 0, read);
        under.add(new Piece(System.nanoTime() + delayNanos, bytes));
      }
    } catch (IOException closed) {
      under.add(new Piece(System.nanoTime(), new byte[0]));
      return;
    }
    under.add(new Piece(System.nanoTime() + delayNanos, new byte[0]));
  }

  private static void hand(BlockingQueue<Piece> under, Socket to) {
    try (OutputStream out = to.getOutputStream()) {
      for (Piece piece = under.take(); piece.bytes.length > 0; piece = under.take()) {
        TimeUnit.NANOSECONDS.sleep(piece.due - System.nanoTime());
        out.write(piece.bytes);
        out.flush();
      }
    } catch (IOException | InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "delay-line");
    thread.setDaemon(true);
    thread.start();
  }
}

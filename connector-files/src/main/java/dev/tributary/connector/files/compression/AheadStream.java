package dev.tributary.connector.files.compression;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream ahead on another thread, so that inflating overlaps decoding. One thread at a time
 * reads.
 *
 * @since 0.1.0
 */
public final class AheadStream extends InputStream {
  private static final int PIECE = 1 << 16;
  private static final int PIECES = 8;

  /** What goes from one thread to the other: bytes, the end, or a failure. */
  private static final class Piece {
    private final byte[] bytes;
    private final int length;
    private final @Nullable Exception failure;

    Piece(byte[] bytes, int length, @Nullable Exception failure) {
      this.bytes = bytes;
      this.length = length;
      this.failure = failure;
    }
  }

  private final InputStream in;
  private final BlockingQueue<Piece> full = new ArrayBlockingQueue<>(PIECES + 2);
  private final BlockingQueue<byte[]> empty = new ArrayBlockingQueue<>(PIECES);
  private final Future<Boolean> reader;
  private Piece piece = new Piece(new byte[0], 0, null);
  private int at;
  private boolean over;

  /**
   * Makes a stream and begins to read.
   *
   * @param in what to read; closed with this
   * @param fork runs work on a thread of the host's
   */
  public AheadStream(InputStream in, Function<Callable<Boolean>, Future<Boolean>> fork) {
    this.in = in;
    for (int i = 0; i < PIECES; i++) {
      empty.add(new byte[PIECE]);
    }
    this.reader = fork.apply(this::readAhead);
  }

  private Boolean readAhead() throws InterruptedException {
    try {
      while (true) {
        byte[] into = empty.take();
        int length = in.readNBytes(into, 0, into.length);
        full.put(new Piece(into, length, null));
        if (length < into.length) {
          full.put(new Piece(new byte[0], -1, null));
          return true;
        }
      }
    } catch (IOException | RuntimeException failed) {
      full.put(new Piece(new byte[0], -1, failed));
      return false;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (at == piece.length && !over) {
      next();
    }
    if (over) {
      return -1;
    }
    int some = Math.min(length, piece.length - at);
    System.arraycopy(piece.bytes, at, into, offset, some);
    at += some;
    return some;
  }

  private void next() throws IOException {
    try {
      if (piece.bytes.length > 0) {
        empty.put(piece.bytes);
      }
      piece = full.take();
      at = 0;
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the read was cancelled");
    }
    Exception failure = piece.failure;
    if (failure instanceof IOException broken) {
      throw broken;
    }
    if (failure instanceof RuntimeException broken) {
      throw broken;
    }
    over = piece.length < 0;
  }

  @Override
  public void close() throws IOException {
    over = true;
    reader.cancel(true);
    in.close();
  }
}

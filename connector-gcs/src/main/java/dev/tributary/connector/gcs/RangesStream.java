package dev.tributary.connector.gcs;

import dev.tributary.connector.error.ConnectorException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a large object from a place to its end, fetched in ranges side by side and handed
 * out in order. It begins with one line alone: who only looks at the beginning gets no more than
 * that. So many pieces as are fetched at once, and the one that is read, are in memory. What was
 * read from the first byte to the last is compared with the checksum. Used by one thread; {@link
 * #stop} may be called by another.
 */
final class RangesStream extends InputStream {
  /** How large a piece is: large beside what a request costs, small beside memory. */
  static final int PIECE = 4 << 20;

  /** Objects with less than this to read are not worth it. */
  static final long LEAST = 4L * PIECE;

  /** How much is read before others are fetched. */
  private static final int TRIAL = 1 << 20;

  private final Media media;
  private final Workers workers;
  private final int atOnce;
  private final long from;
  private final InputStream first;
  private final long firstEnd;
  private final CRC32C firstCrc = new CRC32C();
  private final Deque<Piece> ahead = new ArrayDeque<>();
  private final Deque<byte[]> free = new ArrayDeque<>();
  private int crc;
  private long at;
  private long asked;
  private @Nullable Piece piece;
  private volatile boolean stopped;

  /** A range that is fetched, or was. */
  private static final class Piece {
    private final Media media;
    private final long from;
    private final int length;
    private final byte[] bytes;
    private @Nullable Future<Integer> crc;

    Piece(Media media, long from, int length, byte[] bytes) {
      this.media = media;
      this.from = from;
      this.length = length;
      this.bytes = bytes;
    }
  }

  /**
   * Begins.
   *
   * @param from the first byte
   * @param atOnce how many ranges are fetched at once
   */
  RangesStream(Media media, long from, byte[] head, Workers workers, int atOnce) {
    this.media = media;
    this.workers = workers;
    this.atOnce = atOnce;
    this.from = from;
    this.at = from;
    this.firstEnd = from + PIECE;
    this.asked = firstEnd;
    this.first = MediaStream.part(media, from, firstEnd, head);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at >= media.size()) {
      return -1;
    }
    if (at - from >= TRIAL) {
      ask();
    }
    int read;
    if (at < firstEnd) {
      read = first.read(into, offset, (int) Math.min(length, firstEnd - at));
      firstCrc.update(into, offset, read);
      if (at + read == firstEnd) {
        crc = (int) firstCrc.getValue();
        first.close();
      }
    } else {
      Piece present = piece == null ? next() : piece;
      int done = (int) (at - present.from);
      read = Math.min(length, present.length - done);
      System.arraycopy(present.bytes, done, into, offset, read);
      if (done + read == present.length) {
        piece = null;
        free.add(present.bytes);
      }
    }
    at += read;
    if (at == media.size()) {
      compare();
    }
    return read;
  }

  /** Has the next ranges fetched, as many as there may be at once. */
  private void ask() {
    while (ahead.size() < atOnce && asked < media.size() && !stopped) {
      int length = (int) Math.min(PIECE, media.size() - asked);
      byte[] bytes = free.isEmpty() ? new byte[PIECE] : free.remove();
      Piece next = new Piece(media.another(), asked, length, bytes);
      synchronized (ahead) {
        if (stopped) {
          return;
        }
        ahead.add(next);
      }
      next.crc = workers.begin(() -> fetch(next));
      asked += length;
    }
  }

  private static int fetch(Piece piece) throws IOException {
    CRC32C crc = new CRC32C();
    GcsFileInput.fill(piece.media, piece.from, piece.bytes, 0, piece.length, crc);
    return (int) crc.getValue();
  }

  private Piece next() throws IOException {
    ask();
    Piece next = ahead.peek(); // it stays there while it is waited for, so that it can be stopped
    Future<Integer> fetched = next == null ? null : next.crc;
    if (stopped || next == null || fetched == null) {
      throw GcsApi.cancelled();
    }
    try {
      crc = Crc.joined(crc, Workers.result(fetched), next.length);
    } catch (ConnectorException failed) {
      throw media.told(failed, next.from);
    } catch (IOException | RuntimeException failed) {
      throw failed;
    } catch (Exception failed) {
      throw new IOException("a range could not be fetched", failed);
    }
    synchronized (ahead) {
      ahead.remove();
    }
    piece = next;
    return next;
  }

  private void compare() {
    String whole = media.crc32c();
    if (from == 0 && !whole.isEmpty() && !whole.equals(Crc.text(crc))) {
      throw media.damaged(Crc.text(crc));
    }
  }

  /** Ends what is fetched, whoever reads. */
  void stop() {
    synchronized (ahead) {
      stopped = true;
      for (Piece each : ahead) {
        each.media.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    stop();
    for (Piece each : ahead) {
      Future<Integer> fetched = each.crc;
      if (fetched != null) {
        fetched.cancel(true);
      }
    }
    free.clear();
    first.close();
  }
}

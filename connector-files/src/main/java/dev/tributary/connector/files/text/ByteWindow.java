package dev.tributary.connector.files.text;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of a stream that is looked at: it moves on, and grows where one record needs it, up to a
 * cap. Some bytes behind the limit may be read, whatever they are. Used by one thread.
 */
public final class ByteWindow implements AutoCloseable {
  /** How many bytes may be read behind the limit. */
  public static final int SLACK = 64;

  private static final int SIZE = 1 << 18;

  private final InputStream in;
  private final int cap;
  private final String place;
  private byte[] bytes = new byte[1 << 13];
  private int limit;
  private long offset;
  private boolean atEnd;

  /**
   * Makes a window at a stream's start.
   *
   * @param in the bytes; closed with the window
   * @param offset how many bytes of the file lie before
   * @param cap how many bytes one record may have
   * @param place the file, for errors
   */
  public ByteWindow(InputStream in, long offset, int cap, String place) {
    this.in = in;
    this.offset = offset;
    this.cap = cap;
    this.place = place;
  }

  /** Returns the bytes; another array after {@link #more}. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns where the bytes at hand end. */
  public int limit() {
    return limit;
  }

  /** Returns where in the file the byte at this index stands. */
  public long offset(int index) {
    return offset + index;
  }

  /** Returns whether the stream has no more than what is at hand. */
  public boolean isAtEnd() {
    return atEnd;
  }

  /**
   * Drops what lies before an index, which becomes 0, and reads on.
   *
   * @param keep the first byte that is still needed
   * @return whether there is more now; if not, the stream is at its end
   * @throws IOException if it cannot be read
   * @throws ConnectorException of kind DATA if one record fills the window
   */
  public boolean more(int keep) throws IOException {
    int kept = limit - keep;
    if (kept >= cap) {
      throw ConnectorException.of(
              ErrorKind.DATA, "a record has more than " + cap + " bytes: it may lack an end")
          .place(place + ", byte " + offset(keep))
          .remedy("Look there for a quote that is not closed, or raise `max_record_bytes`")
          .build();
    }
    int wanted = bytes.length - SLACK;
    if (kept > wanted / 2 || (wanted < SIZE && limit > 0)) {
      wanted = (int) Math.min(Math.max(SIZE, 2L * kept), Math.max(SIZE, (long) cap));
      byte[] larger = wanted + SLACK > bytes.length ? new byte[wanted + SLACK] : bytes;
      System.arraycopy(bytes, keep, larger, 0, kept);
      bytes = larger;
    } else {
      System.arraycopy(bytes, keep, bytes, 0, kept);
    }
    offset += keep;
    limit = kept;
    return fill();
  }

  private boolean fill() throws IOException {
    int before = limit;
    int most = bytes.length - SLACK;
    while (limit < most && !atEnd) {
      int read = in.read(bytes, limit, most - limit);
      if (read < 0) {
        atEnd = true;
      } else {
        limit += read;
        if (limit - before >= Math.max(1 << 12, before / 2)) {
          break;
        }
      }
    }
    return limit > before;
  }

  /**
   * Reads until so many bytes are at hand, or the stream ends; only before anything was dropped.
   *
   * @throws IOException if it cannot be read
   */
  public void preload(int wanted) throws IOException {
    int size = Math.max(wanted, limit) + SLACK;
    if (bytes.length < size) {
      fill(); // a small file needs no large array
      if (!atEnd && limit < wanted) {
        bytes = Arrays.copyOf(bytes, Math.max(SIZE, wanted) + SLACK);
      }
    }
    while (limit < wanted && !atEnd) {
      fill();
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

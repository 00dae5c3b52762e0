package dev.tributary.connector.http.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A window on the document's bytes that keeps the value being decoded in one piece.
 *
 * <p>Zeros follow the last byte, which end every token; so decoders look for no other end.
 */
final class Input {
  /** How many zeros follow, so that a word may be read at any byte and at the end. */
  static final int PAD = 8;

  /** How many bytes the window has at first, for a body. */
  static final int BODY = 64 << 10;

  private static final int ENOUGH = 16 << 10;

  private final InputStream from;
  private final long most;
  private final ValueEnd value = new ValueEnd();

  byte[] bytes;

  /** The next byte to look at. */
  int at;

  /** Behind the last byte. */
  int end;

  private long before;
  private int kept = -1;
  private int looked;
  private boolean ended;
  private @Nullable IOException failure;

  /**
   * Opens a window.
   *
   * @param first how many bytes it has at first; at least 1
   * @param most how many bytes it may come to have for one value
   */
  Input(InputStream from, int first, long most) {
    this.from = from;
    this.most = most;
    this.bytes = new byte[first + PAD];
  }

  /**
   * Returns how large a window a body wants at first: less for one that lies ready and is small, as
   * pages often are.
   */
  static int first(InputStream body) {
    try {
      // One more than lies ready shows the end without growing.
      int ready = Math.min(body.available(), BODY - 1);
      return ready == 0 ? BODY : Math.max(ENOUGH, ready + 1);
    } catch (IOException broken) {
      return BODY; // whoever reads finds out
    }
  }

  /** Returns the place in the document of a byte in the window. */
  long offset(int index) {
    return before + index;
  }

  /** Keeps the bytes from here on, until something else is kept or {@link #release} is called. */
  void keep() {
    kept = at;
    looked = 0;
    value.reset();
  }

  void release() {
    kept = -1;
  }

  /** Returns where the kept bytes begin. */
  int kept() {
    return kept;
  }

  /**
   * Reads on until the kept value may be whole; its place in the window, and {@link #at}, move.
   *
   * @return false if the document ends before
   */
  boolean moreOfValue() throws IOException {
    boolean whole;
    do {
      if (!more()) {
        return false;
      }
      whole = value.passes(bytes, kept + looked, end);
      looked = end - kept;
    } while (!whole);
    return true;
  }

  /**
   * Reads some more bytes.
   *
   * @return false if the document has no more
   */
  boolean more() throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (ended) {
      return false;
    }
    makeRoom();
    int had = end;
    int limit = bytes.length - PAD;
    try {
      do {
        int read = from.read(bytes, end, limit - end);
        if (read == 0) {
          int one = from.read();
          if (one >= 0) {
            bytes[end] = (byte) one;
          }
          read = one >= 0 ? 1 : -1;
        }
        if (read < 0) {
          ended = true;
          break;
        }
        end += read;
      } while (end < limit && end - had < ENOUGH && from.available() > 0);
    } catch (IOException cut) {
      // what came before the cut is decoded first
      failure = cut;
    }
    Arrays.fill(bytes, end, end + PAD, (byte) 0);
    if (end == had && failure != null) {
      throw failure;
    }
    return end > had;
  }

  private void makeRoom() {
    int first = kept >= 0 ? kept : at;
    int limit = bytes.length - PAD;
    if (first > 0 && (end == limit || first > limit / 2)) {
      System.arraycopy(bytes, first, bytes, 0, end - first);
      before += first;
      at -= first;
      end -= first;
      kept = kept >= 0 ? 0 : -1;
    }
    if (end == limit) {
      if (end >= most) {
        throw new Malformed(at, "a record or value has more than " + most + " bytes");
      }
      int wider = (int) Math.min(2L * limit, Math.max(most, limit + 1L));
      bytes = Arrays.copyOf(bytes, wider + PAD);
    }
  }

  void close() throws IOException {
    from.close();
  }
}

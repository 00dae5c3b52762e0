package dev.tributary.connector.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body as it comes: unpacked if it is gzip, counted, and with every failure told as what it is.
 */
final class BodyStream extends InputStream {
  private static final int BUFFER = 64 << 10;
  private static final long FREE = 16L << 20;

  private final Received received;
  private final BodyEvents events;
  private final int maxExpansion;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream(Excerpt.BYTES);
  private @Nullable InputStream plain;
  private boolean packed;
  private boolean asSent;
  private long unpacked;
  private boolean ended;
  private volatile boolean reading;

  /** Whom the body tells how it ends. */
  interface BodyEvents {
    /** Somebody begins to read. */
    void began();

    /** The body is read to its end. */
    void ended();

    /** Returns what to throw for a failure after so many bytes; it may be an interruption. */
    RuntimeException failed(IOException failure, long received, long unpacked);

    /** Returns what to throw for a body that grows too much. */
    RuntimeException exploded(long received, long unpacked);
  }

  /**
   * Begins a body.
   *
   * @param raw as it comes from the network
   * @param maxExpansion how many times it may grow
   * @param events is told how it ends
   */
  BodyStream(InputStream raw, int maxExpansion, BodyEvents events) {
    this.received = new Received(raw);
    this.events = events;
    this.maxExpansion = maxExpansion;
  }

  /** Returns what to read from; looks at the first bytes only now, because they may take long. */
  private InputStream plain() throws IOException {
    InputStream present = plain;
    if (present == null) {
      events.began();
      packed = !asSent && received.startsLikeGzip();
      present = packed ? new GZIPInputStream(received, BUFFER) : received;
      plain = present;
    }
    return present;
  }

  /** Has the bytes handed out as they come. */
  void keepPacked() {
    if (packed) {
      throw new IllegalStateException("the body is being unpacked already");
    }
    asSent = true;
  }

  /** Returns the first bytes that were read, unpacked. */
  byte[] head() {
    return head.toByteArray();
  }

  /** Returns whether a thread is in the middle of reading. */
  boolean isReading() {
    return reading;
  }

  /** Returns how many bytes came over the network. */
  long received() {
    return received.count;
  }

  /** Returns how many bytes were read, unpacked. */
  long position() {
    return unpacked;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int from, int length) {
    if (length == 0) {
      return 0;
    }
    if (ended) {
      return -1;
    }
    int read;
    reading = true;
    try {
      read = plain().read(to, from, length);
    } catch (IOException failed) {
      ended = true;
      throw events.failed(failed, received.count, unpacked);
    } finally {
      reading = false;
    }
    if (read < 0) {
      ended = true;
      events.ended();
      return -1;
    }
    if (head.size() < Excerpt.BYTES) {
      head.write(to, from, Math.min(read, Excerpt.BYTES - head.size()));
    }
    unpacked += read;
    if (packed && unpacked > FREE && unpacked / maxExpansion > received.count) {
      throw events.exploded(received.count, unpacked);
    }
    return read;
  }

  @Override
  public int available() {
    return 0;
  }

  /** What came from the network, of which the first two bytes can be seen before they are read. */
  private static final class Received extends InputStream {
    private final InputStream raw;
    private final byte[] peeked = new byte[2];
    private int peekedCount;
    private int peekedRead;
    private volatile long count;
    private @Nullable IOException after;

    Received(InputStream raw) {
      this.raw = raw;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes, others only look
    private void add(int bytes) {
      count += bytes;
    }

    boolean startsLikeGzip() throws IOException {
      peek(2);
      return peekedCount == 2 && peeked[0] == 0x1F && (peeked[1] & 0xFF) == 0x8B;
    }

    /** Waits until so many bytes, at most two, lie ready, or the end is reached. */
    private void peek(int wanted) throws IOException {
      if (peekedRead == peekedCount) {
        peekedRead = 0;
        peekedCount = 0;
      }
      while (peekedCount < wanted) {
        int read;
        try {
          read = raw.read(peeked, peekedCount, wanted - peekedCount);
        } catch (IOException failed) {
          if (peekedCount == 0) {
            throw failed;
          }
          after = failed; // what came before is handed out first
          return;
        }
        if (read < 0) {
          return;
        }
        peekedCount += read;
        add(read);
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
      if (peekedRead < peekedCount) {
        int given = Math.min(length, peekedCount - peekedRead);
        System.arraycopy(peeked, peekedRead, to, from, given);
        peekedRead += given;
        return given;
      }
      if (after != null) {
        throw after;
      }
      int read = raw.read(to, from, length);
      add(Math.max(0, read));
      return read;
    }

    /**
     * Says whether more comes, and waits to know: by this the JDK decides whether another member
     * follows, and takes "not yet" for "never".
     */
    @Override
    public int available() throws IOException {
      if (peekedRead == peekedCount) {
        peek(1);
      }
      return peekedCount - peekedRead;
    }
  }
}

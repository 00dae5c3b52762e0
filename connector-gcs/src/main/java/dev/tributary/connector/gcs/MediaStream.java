package dev.tributary.connector.gcs;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.http.HttpResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an object from a place to its end, one after another. A line that is cut or stalls
 * is asked for the rest; what was read from the first byte to the last is compared with the
 * checksum. Used by one thread.
 */
final class MediaStream extends InputStream {
  private static final int FURTHER = 1 << 20;

  /** How much of a body may be read for nothing, so that its connection can be used again. */
  private static final int WORTH_READING = 64 << 10;

  private final Media media;
  private final long until;
  private final @Nullable CRC32C crc;
  private final boolean bounded;
  private byte[] head;
  private long at;
  private @Nullable HttpResponse response;
  private @Nullable InputStream body;
  private long bodyEnd;
  private boolean compared;

  /**
   * Begins.
   *
   * @param from the first byte
   * @param until where reading is expected to end, or a little later; it may go on
   * @param head the bytes of the object that are in memory, from the first one on; may be empty
   */
  MediaStream(Media media, long from, long until, byte[] head) {
    this(media, from, until, head, false);
  }

  /** Begins one that is read no further than it is expected, and whose bytes others compare. */
  static MediaStream part(Media media, long from, long until, byte[] head) {
    return new MediaStream(media, from, until, head, true);
  }

  private MediaStream(Media media, long from, long until, byte[] head, boolean bounded) {
    this.bounded = bounded;
    this.media = media;
    this.at = from;
    this.until = until;
    this.head = head;
    this.crc = from == 0 && !bounded ? new CRC32C() : null;
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
      compare();
      return -1;
    }
    int read = at < head.length ? fromHead(into, offset, length) : fromLine(into, offset, length);
    if (crc != null) {
      crc.update(into, offset, read);
    }
    at += read;
    if (at >= media.size()) {
      end(0);
      compare();
    }
    return read;
  }

  private int fromHead(byte[] into, int offset, int length) {
    int some = (int) Math.min(length, head.length - at);
    System.arraycopy(head, (int) at, into, offset, some);
    if (at + some == head.length) {
      head = new byte[0];
    }
    return some;
  }

  private int fromLine(byte[] into, int offset, int length) throws IOException {
    for (int failures = 0; ; ) {
      try {
        InputStream open = body;
        if (open == null) {
          open = open();
        }
        int read = open.read(into, offset, (int) Math.min(length, bodyEnd - at));
        if (read > 0) {
          if (at + read >= bodyEnd) {
            end(0);
          }
          return read;
        }
        throw ConnectorException.of(ErrorKind.TRANSIENT, "the body ended too early").build();
      } catch (ConnectorException failed) {
        end(0);
        if (media.isClosed()) {
          throw GcsApi.cancelled();
        }
        if (!failed.kind().isRetryable() || failures >= media.api().retries().maxRetries()) {
          throw media.told(failed, at);
        }
        Pause.before(media.api(), ++failures);
      }
    }
  }

  /** Asks for the rest, or for so much of it as is expected to be read. */
  private InputStream open() throws IOException {
    long expected = at < until ? until : at + FURTHER;
    bodyEnd = Math.min(media.size(), expected);
    HttpResponse asked = media.ask(at, bodyEnd);
    response = asked;
    InputStream raw = asked.rawBody();
    body = raw;
    return raw;
  }

  private void compare() throws EOFException {
    if (crc == null || compared) {
      return;
    }
    compared = true;
    String found = Crc.text(crc);
    if (!media.crc32c().isEmpty() && !media.crc32c().equals(found)) {
      throw media.damaged(found);
    }
  }

  /** Ends the answer, of which so many bytes are left. */
  private void end(long left) {
    HttpResponse open = response;
    response = null;
    body = null;
    if (open != null && left > WORTH_READING) {
      open.abort();
    } else if (open != null) {
      open.close();
    }
  }

  @Override
  public long skip(long count) {
    if (count <= 0 || bounded || crc != null || at < head.length) {
      return 0; // by reading, so that the checksum is that of all bytes
    }
    end(bodyEnd - at);
    long some = Math.min(count, media.size() - at);
    at += some;
    return some;
  }

  @Override
  public void close() {
    end(bodyEnd - at);
  }
}

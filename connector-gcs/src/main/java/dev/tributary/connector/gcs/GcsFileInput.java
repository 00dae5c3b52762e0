package dev.tributary.connector.gcs;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * An object that is read: a small one with one request, a large one as a stream or, where it is
 * read here and there, by {@linkplain Blocks blocks}.
 */
final class GcsFileInput implements FileInput {
  /** Objects up to this size are read at once. */
  static final int SMALL = 1 << 20;

  /** How much more than expected is asked for, so that the last record is in it. */
  private static final int SLACK = 64 << 10;

  private final Media media;
  private final Blocks blocks;
  private final @Nullable GcsApi own;
  private final Workers workers;
  private final int atOnce;
  private volatile @Nullable RangesStream ranges;
  private byte @Nullable [] whole;

  /**
   * Makes one.
   *
   * @param workers who fetches ranges of a large object side by side
   * @param atOnce how many at once
   */
  GcsFileInput(GcsApi api, ObjectName name, StoredFile file, Workers workers, int atOnce) {
    this(api, name, file, workers, atOnce, null);
  }

  /** Makes one that has an API of its own, which is closed with it. */
  static GcsFileInput owning(
      GcsApi own, ObjectName name, StoredFile file, Workers workers, int atOnce) {
    return new GcsFileInput(own, name, file, workers, atOnce, own);
  }

  private GcsFileInput(
      GcsApi api,
      ObjectName name,
      StoredFile file,
      Workers workers,
      int atOnce,
      @Nullable GcsApi own) {
    this.own = own;
    this.workers = workers;
    this.atOnce = atOnce;
    this.media = new Media(api, name, file);
    this.blocks = new Blocks(media);
  }

  @Override
  public long size() {
    return media.size();
  }

  @Override
  public void expect(long from, long length) {
    if (size() > SMALL) {
      blocks.expect(from, length);
    }
  }

  @Override
  public InputStream stream(long from) throws IOException {
    if (size() <= SMALL) {
      return new ByteArrayInputStream(whole(), (int) from, (int) (size() - from));
    }
    long end = blocks.expectedEnd(from);
    long until = end < 0 ? size() : Math.min(size(), end + SLACK);
    byte[] head = from == 0 ? blocks.head() : new byte[0];
    if (atOnce == 1 || until < size() || size() - from < RangesStream.LEAST) {
      return new MediaStream(media, from, until, head);
    }
    RangesStream stream = new RangesStream(media, from, head, workers, atOnce);
    ranges = stream;
    return stream;
  }

  @Override
  public void readFully(long at, byte[] into, int offset, int length) throws IOException {
    if (at + length > size()) {
      throw new EOFException(media.file().path() + " ends at byte " + size());
    }
    if (size() <= SMALL) {
      System.arraycopy(whole(), (int) at, into, offset, length);
    } else {
      blocks.read(at, into, offset, length);
    }
  }

  private byte[] whole() throws IOException {
    byte[] present = whole;
    if (present == null) {
      present = size() == 0 ? new byte[0] : load();
      whole = present;
    }
    return present;
  }

  /** Reads all of it; what came damaged is asked for once more. */
  private byte[] load() throws IOException {
    byte[] bytes = new byte[(int) size()];
    fill(media, 0, bytes, 0, bytes.length);
    if (!isRight(bytes)) {
      fill(media, 0, bytes, 0, bytes.length);
      if (!isRight(bytes)) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        throw media.damaged(Crc.text(crc));
      }
    }
    return bytes;
  }

  private boolean isRight(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return media.crc32c().isEmpty() || media.crc32c().equals(Crc.text(crc));
  }

  /** Reads exactly so many bytes, whatever cuts there are on the way. */
  static void fill(Media media, long at, byte[] into, int offset, int length) throws IOException {
    fill(media, at, into, offset, length, null);
  }

  /** Reads exactly so many bytes, and adds them to a checksum if there is one. */
  static void fill(Media media, long at, byte[] into, int offset, int length, @Nullable CRC32C crc)
      throws IOException {
    int done = 0;
    int failures = 0;
    while (done < length) {
      try (HttpResponse response = media.ask(at + done, at + length)) {
        InputStream body = response.rawBody();
        int read = 0;
        while (done < length && read >= 0) {
          read = body.read(into, offset + done, length - done);
          if (read > 0) {
            if (crc != null) {
              crc.update(into, offset + done, read);
            }
            done += read;
            failures = 0;
          }
        }
        if (done < length && ++failures > media.api().retries().maxRetries()) {
          throw new EOFException(media.name() + " ends at byte " + (at + done));
        }
      } catch (ConnectorException failed) {
        if (media.isClosed()) {
          throw GcsApi.cancelled();
        }
        if (!failed.kind().isRetryable() || failures >= media.api().retries().maxRetries()) {
          throw failed;
        }
        Pause.before(media.api(), ++failures);
      }
    }
  }

  @Override
  public void close() {
    media.close();
    RangesStream open = ranges;
    if (open != null) {
      open.stop();
    }
    if (own != null) {
      own.close();
    }
  }
}

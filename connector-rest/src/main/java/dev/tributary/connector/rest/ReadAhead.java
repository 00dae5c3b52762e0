package dev.tributary.connector.rest;

import dev.tributary.connector.option.Options;
import dev.tributary.connector.read.ExtractionOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a body, mostly all of it, fetched before anybody asks for it: by the thread that
 * asked for the page, while the reader's thread still decodes the page before.
 */
final class ReadAhead {
  private static final int FIRST = 64 << 10;
  private static final int UNSAID = 16 << 10;
  private static final int MOST = 4 << 20;

  private final byte[] bytes;
  private final int length;
  private final @Nullable InputStream rest;

  private ReadAhead(byte[] bytes, int length, @Nullable InputStream rest) {
    this.bytes = bytes;
    this.length = length;
    this.rest = rest;
  }

  /** Returns how many bytes of each body are fetched ahead; all that wait stay within a batch. */
  static int bytes(RestStream stream, Options task) {
    long batch = task.get(ExtractionOptions.BATCH_BYTES);
    long each = batch / (2L * stream.paging().pagination().concurrent());
    return stream.paging().type() == PaginationType.NONE
        ? 0
        : (int) Math.min(MOST, Math.max(FIRST, each));
  }

  /**
   * Fetches up to so many bytes.
   *
   * @param expected how many bytes the body is said to have; 0 if nobody knows
   * @throws IOException as the body throws it
   */
  static ReadAhead of(InputStream body, long expected, int most) throws IOException {
    // One more than expected shows the end without growing.
    long first = expected > 0 ? Math.min(expected, FIRST - 1) + 1 : UNSAID;
    byte[] bytes = new byte[(int) Math.min(first, most)];
    int length = 0;
    while (length < most) {
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(most, Math.max(UNSAID, 2L * length)));
      }
      int read = body.readNBytes(bytes, length, bytes.length - length);
      length += read;
      if (length < bytes.length) {
        return new ReadAhead(bytes, length, null);
      }
    }
    return new ReadAhead(bytes, length, body);
  }

  /** Returns whether nothing of the body is left to fetch. */
  boolean isWhole() {
    return rest == null;
  }

  /** Returns the text at a path as far as the bytes that were fetched show it. */
  Optional<String> find(BodyPath path) {
    return path.find(bytes, length);
  }

  /** Returns the whole body. */
  InputStream body() {
    InputStream fetched = new ByteArrayInputStream(bytes, 0, length);
    return rest == null ? fetched : new SequenceInputStream(fetched, rest);
  }
}

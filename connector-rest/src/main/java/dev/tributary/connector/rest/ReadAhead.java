package dev.tributary.connector.rest;

import dev.tributary.connector.option.Options;
import dev.tributary.connector.read.ExtractionOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Fetches the beginning of a body, mostly all of it, before anybody asks for it. */
final class ReadAhead {
  private static final int CHUNK = 64 << 10;
  private static final int MOST = 4 << 20;

  private ReadAhead() {}

  /** Returns how many bytes of each body are fetched ahead; all that wait stay within a batch. */
  static int bytes(RestStream stream, Options task) {
    long batch = task.get(ExtractionOptions.BATCH_BYTES);
    long each = batch / (2L * stream.paging().pagination().concurrent());
    return stream.paging().type() == PaginationType.NONE
        ? 0
        : (int) Math.min(MOST, Math.max(CHUNK, each));
  }

  /**
   * Reads up to so many bytes and returns a stream of these and all that follow.
   *
   * @param body is closed with what is returned
   * @param most how many bytes to hold at most
   */
  static InputStream of(InputStream body, int most) throws IOException {
    List<InputStream> parts = new ArrayList<>();
    int held = 0;
    while (held < most) {
      byte[] chunk = new byte[Math.min(CHUNK, most - held)];
      int read = body.readNBytes(chunk, 0, chunk.length);
      parts.add(new ByteArrayInputStream(chunk, 0, read));
      held += read;
      if (read < chunk.length) {
        break;
      }
    }
    parts.add(body);
    return new SequenceInputStream(Collections.enumeration(parts));
  }
}

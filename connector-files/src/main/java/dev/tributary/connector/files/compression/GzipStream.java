package dev.tributary.connector.files.compression;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Inflates all members of a gzip file. The JDK's own stream takes a pause of its input for the end
 * of the file, and passes over what follows a member and is none.
 */
final class GzipStream extends InputStream {
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int HEADER_CRC = 2;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 sum = new CRC32();
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int limit;
  private long before;
  private boolean inMember;
  private boolean over;

  GzipStream(InputStream in) {
    this.in = in;
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
    while (!over) {
      if (!inMember && !begin()) {
        over = true;
        break;
      }
      int got;
      try {
        got = inflater.inflate(into, offset, length);
      } catch (DataFormatException broken) {
        throw new ZipException(
            "the gzip data are damaged near byte " + place() + ": " + broken.getMessage());
      }
      if (got > 0) {
        sum.update(into, offset, got);
        return got;
      }
      if (inflater.finished()) {
        end();
      } else if (inflater.needsDictionary()) {
        throw new ZipException("the gzip data need a dictionary");
      } else {
        if (!fill()) {
          throw cut();
        }
        inflater.setInput(buffer, at, limit - at);
      }
    }
    return -1;
  }

  /** Reads a member's header; returns whether there is one. */
  private boolean begin() throws IOException {
    boolean first = place() == 0;
    long start = place();
    int b = next();
    while (!first && b == 0) {
      b = next(); // some writers pad to whole blocks
    }
    if (b < 0) {
      if (first) {
        throw new EOFException("the file is empty, not even an empty gzip file");
      }
      return false;
    }
    if (b != 0x1F || next() != 0x8B) {
      throw new ZipException(
          first
              ? "the file is no gzip file"
              : "something that is no gzip member follows the last one, at byte " + start);
    }
    if (must() != 8) {
      throw new ZipException("the gzip member at byte " + start + " has an unknown method");
    }
    int flags = must();
    for (int i = 0; i < 6; i++) {
      must();
    }
    if ((flags & EXTRA) != 0) {
      int length = must() | must() << 8;
      for (int i = 0; i < length; i++) {
        must();
      }
    }
    for (int text : new int[] {NAME, COMMENT}) {
      boolean inText = (flags & text) != 0;
      while (inText) {
        inText = must() != 0;
      }
    }
    if ((flags & HEADER_CRC) != 0) {
      must();
      must();
    }
    inflater.reset();
    sum.reset();
    inflater.setInput(buffer, at, limit - at);
    inMember = true;
    return true;
  }

  private void end() throws IOException {
    at = limit - inflater.getRemaining();
    long crc = four();
    long size = four();
    if (crc != sum.getValue() || size != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
      throw new ZipException("the gzip member that ends at byte " + place() + " has a wrong sum");
    }
    inMember = false;
  }

  private long four() throws IOException {
    return must() | (long) must() << 8 | (long) must() << 16 | (long) must() << 24;
  }

  private int must() throws IOException {
    int b = next();
    if (b < 0) {
      throw cut();
    }
    return b;
  }

  private int next() throws IOException {
    return at < limit || fill() ? buffer[at++] & 0xFF : -1;
  }

  private boolean fill() throws IOException {
    before += limit;
    at = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }

  private long place() {
    return before + at;
  }

  private EOFException cut() {
    return new EOFException("the gzip file is cut off at byte " + place());
  }

  @Override
  public void close() throws IOException {
    over = true;
    inflater.end();
    in.close();
  }
}

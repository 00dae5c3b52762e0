package dev.tributary.connector.files.compression;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What comes out of a decompressor: capped, and with what is damaged said as what it is, by file
 * and place.
 *
 * @since 0.1.0
 */
public final class BoundedStream extends FilterInputStream {
  private final String place;
  private final long most;
  private long count;

  /**
   * Makes a stream.
   *
   * @param in the plain bytes
   * @param place the file, for errors
   * @param most how many there may be
   */
  public BoundedStream(InputStream in, String place, long most) {
    super(in);
    this.place = place;
    this.most = most;
  }

  /** Returns how many plain bytes a file of this size may have. */
  public static long most(long compressed, long expansion) {
    long floor = 64L << 20;
    long scaled = compressed > Long.MAX_VALUE / expansion ? Long.MAX_VALUE : compressed * expansion;
    return Math.max(floor, scaled);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read;
    try {
      read = in.read(into, offset, length);
    } catch (java.nio.channels.ClosedChannelException cancelled) {
      throw cancelled;
    } catch (EOFException cut) {
      throw damaged("the compressed file is cut off", cut);
    } catch (IOException | RuntimeException broken) {
      if (broken instanceof ConnectorException known) {
        throw known;
      }
      throw damaged("the compressed file is damaged", broken);
    }
    if (read > 0) {
      count += read;
      if (count > most) {
        throw ConnectorException.of(
                ErrorKind.DATA, "the compressed file holds more than " + most + " bytes")
            .place(place)
            .remedy("If it is no attack, raise `max_expansion`")
            .build();
      }
    }
    return read;
  }

  private ConnectorException damaged(String what, Exception cause) {
    return ConnectorException.of(ErrorKind.DATA, what)
        .place(place + ", after " + count + " plain bytes")
        .said(cause.getMessage())
        .remedy("Get the file again; the records before that place are good")
        .cause(cause)
        .build();
  }

  @Override
  public long skip(long wanted) throws IOException {
    byte[] into = new byte[(int) Math.min(1 << 16, Math.max(1, wanted))];
    long left = wanted;
    while (left > 0) {
      int read = read(into, 0, (int) Math.min(into.length, left));
      if (read < 0) {
        break;
      }
      left -= read;
    }
    return wanted - left;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}

package dev.tributary.examples.tours;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Halts the process in the middle of a line: no finally, no close, no hook runs, as with {@code
 * kill -9} or a plug that is pulled.
 */
final class PowerCut extends FilterOutputStream {
  /** How the halted process ends. */
  static final int STATUS = 137;

  private static final int BYTES_OF_THE_LAST_LINE = 40;

  private long linesLeft;

  private PowerCut(OutputStream out, long lines) {
    super(out);
    this.linesLeft = lines;
  }

  /** Returns what writes so many lines and a piece, and then halts the process. */
  static OutputStream after(long lines, OutputStream out) {
    return new PowerCut(out, lines);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    for (int i = from; i < from + length; i++) {
      if (linesLeft == 0) {
        out.write(bytes, from, Math.min(length, i - from + BYTES_OF_THE_LAST_LINE));
        Runtime.getRuntime().halt(STATUS);
      }
      if (bytes[i] == '\n') {
        linesLeft--;
      }
    }
    out.write(bytes, from, length);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }
}

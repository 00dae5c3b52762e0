package dev.tributary.connector.cloudsql.postgres;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Rows of a COPY in binary form: the server sends each as one message. */
final class CopyTuples implements Tuples {
  private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', -1, '\r', '\n', 0};
  private static final int HEADER = SIGNATURE.length + 8;

  private final Session session;
  private final CopyOut copy;
  private boolean begun;

  CopyTuples(Session session, String sql) throws SQLException {
    this.session = session;
    this.copy = session.jdbc().unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
  }

  @Override
  public byte @Nullable [] next() throws SQLException {
    byte[] message = message();
    if (message == null) {
      throw cut();
    }
    if (!begun) {
      begun = true;
      message = withoutHeader(message);
      if (message.length == 0) {
        return next();
      }
    }
    if (message.length == 2 && Bytes.int2(message, 0) == -1) {
      // the statement's end follows, or the error that it ended with
      if (copy.readFromCopy() != null) {
        throw cut();
      }
      return null;
    }
    return message;
  }

  /** The driver takes a whole row into memory, and a field may have a gigabyte. */
  private byte @Nullable [] message() throws SQLException {
    try {
      return copy.readFromCopy();
    } catch (OutOfMemoryError tooLarge) {
      // the row is read half-way, and nothing that follows on this line can be understood
      session.abort();
      throw ConnectorException.of(ErrorKind.DATA, "a row is larger than the memory that is left")
          .remedy("Leave its largest column out, or give the process more memory")
          .cause(tooLarge)
          .build();
    }
  }

  private static byte[] withoutHeader(byte[] message) {
    int extension = message.length < HEADER ? -1 : Bytes.int4(message, SIGNATURE.length + 4);
    if (extension < 0
        || message.length < HEADER + extension
        || !Arrays.equals(message, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
      throw ConnectorException.of(ErrorKind.DATA, "what the server copies is not in binary form")
          .build();
    }
    return Arrays.copyOfRange(message, HEADER + extension, message.length);
  }

  private static ConnectorException cut() {
    return ConnectorException.of(ErrorKind.TRANSIENT, "the server's copy ends without its end")
        .build();
  }

  @Override
  public int rowHeader() {
    return 2;
  }

  @Override
  public int fieldHeader() {
    return 0;
  }

  /**
   * Ends the copy if it is under way, and its session with it: the server may have sent everything
   * by the time it hears of it, and would cancel whatever comes next on this line.
   */
  @Override
  public void close() {
    if (copy.isActive()) {
      session.abort();
    }
  }
}

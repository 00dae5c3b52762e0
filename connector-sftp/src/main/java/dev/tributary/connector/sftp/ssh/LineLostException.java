package dev.tributary.connector.sftp.ssh;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Says that a connection is of no use any more: it was cut, or the server is silent. */
public final class LineLostException extends IOException {
  private static final long serialVersionUID = 1L;

  LineLostException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

package dev.tributary.connector.pipeline.run;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** Turns failures of the staging area and of the state directory into messages for people. */
final class StagingFailures {
  private StagingFailures() {}

  static ConnectorException of(String what, String place, IOException failure) {
    boolean refused = failure instanceof AccessDeniedException;
    return ConnectorException.of(
            refused ? ErrorKind.PERMISSION : ErrorKind.TRANSIENT,
            what + " cannot be used: " + reason(failure))
        .place(place)
        .remedy(
            (refused ? "Give this process the right to write there" : "See that there is room")
                + ", and run again: it goes on where it was")
        .cause(failure)
        .build();
  }

  private static String reason(IOException failure) {
    if (failure instanceof FileSystemException named) {
      String reason = named.getReason();
      String name = failure.getClass().getSimpleName();
      return named.getFile() + (reason == null ? " (" + name + ")" : ": " + reason);
    }
    return String.valueOf(failure.getMessage());
  }
}

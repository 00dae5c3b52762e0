package dev.tributary.connector.pipeline.secret;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Files that hold secrets. */
final class SecretFile {
  private SecretFile() {}

  /** Replaces a file durably in one step; only its owner may read it. */
  static void replace(Path file, byte[] content) throws IOException {
    Path directory = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
    Files.createDirectories(directory);
    boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    Path hidden =
        posix
            ? Files.createTempFile(
                directory,
                ".secret",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
            : Files.createTempFile(directory, ".secret", "");
    try {
      try (FileChannel channel = FileChannel.open(hidden, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(hidden);
    }
  }

  static ConnectorException unusable(String what, Path file, IOException failure) {
    boolean refused = failure instanceof AccessDeniedException;
    return ConnectorException.of(
            refused ? ErrorKind.PERMISSION : ErrorKind.TRANSIENT,
            what + (refused ? ": access is denied" : ": " + failure.getMessage()))
        .place(file.toString())
        .remedy(refused ? "Give this process the right" : "See that the file is whole")
        .cause(failure)
        .build();
  }
}

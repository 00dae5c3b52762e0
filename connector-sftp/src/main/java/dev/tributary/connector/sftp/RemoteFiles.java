package dev.tributary.connector.sftp;

import dev.tributary.connector.files.store.StoredFile;
import java.time.Instant;
import net.schmizz.sshj.sftp.FileAttributes;
import net.schmizz.sshj.sftp.FileMode;

/** What a server says of files, in our terms. */
final class RemoteFiles {
  private static final long UNSIGNED = 0xFFFFFFFFL;

  private RemoteFiles() {}

  /** Returns whether enough is said to know a file by. */
  static boolean isWhole(FileAttributes said) {
    return said.has(FileAttributes.Flag.SIZE)
        && said.has(FileAttributes.Flag.ACMODTIME)
        && said.has(FileAttributes.Flag.MODE);
  }

  static FileMode.Type type(FileAttributes said) {
    return said.has(FileAttributes.Flag.MODE) ? said.getType() : FileMode.Type.REGULAR;
  }

  static StoredFile file(String path, FileAttributes said) {
    return type(said) == FileMode.Type.DIRECTORY
        ? StoredFile.directory(path)
        : StoredFile.of(path, said.getSize(), modified(said));
  }

  /** Servers tell seconds in 32 bits, which last until 2106. */
  private static Instant modified(FileAttributes said) {
    return Instant.ofEpochSecond(said.getMtime() & UNSIGNED);
  }

  /** Returns whether a file is what was listed. */
  static boolean isSame(StoredFile listed, FileAttributes said) {
    return said.getSize() == listed.size()
        && modified(said).getEpochSecond() == listed.modified().getEpochSecond();
  }
}

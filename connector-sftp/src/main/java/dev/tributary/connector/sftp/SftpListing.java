package dev.tributary.connector.sftp;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.store.FileListing;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.sftp.ssh.Answers;
import dev.tributary.connector.sftp.ssh.Line;
import dev.tributary.connector.sftp.ssh.LineLostException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import net.schmizz.concurrent.Promise;
import net.schmizz.sshj.sftp.FileAttributes;
import net.schmizz.sshj.sftp.FileMode;
import net.schmizz.sshj.sftp.PacketType;
import net.schmizz.sshj.sftp.Response;
import net.schmizz.sshj.sftp.SFTPException;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a directory as the server hands them out, page by page, a page or two ahead. It
 * holds no more than that, however many there are.
 *
 * <p>A listing cannot go on where its line was cut, since the server keeps the place: then it says
 * so, and whoever plans begins anew with what is known of the files.
 */
final class SftpListing implements FileListing {
  private static final int AHEAD = 2;

  private final SftpFileStore store;
  private final Line line;
  private final String directory;
  private final byte[] remote;
  private final byte[] handle;
  private final Deque<Promise<Response, SFTPException>> asked = new ArrayDeque<>();
  private @Nullable Response page;
  private long left;
  private boolean ended;
  private boolean closed;

  private SftpListing(
      SftpFileStore store, Line line, String directory, byte[] remote, byte[] handle) {
    this.store = store;
    this.line = line;
    this.directory = directory;
    this.remote = remote;
    this.handle = handle;
  }

  /** Opens a directory and waits for its first page, so that a line lost till then is no loss. */
  static SftpListing begin(SftpFileStore store, Line line, String directory) throws IOException {
    String shown = directory.isEmpty() ? store.root() : directory;
    byte[] remote = store.files().path(directory);
    SftpListing listing =
        new SftpListing(store, line, directory, remote, line.openDirectory(remote, shown));
    boolean begun = false;
    try {
      listing.turn();
      begun = true;
    } finally {
      if (!begun) {
        line.forget(listing.handle);
      }
    }
    store.lines().share(line);
    return listing;
  }

  /** Takes the next page, if there is one. */
  private void turn() throws IOException {
    while (!ended && asked.size() < AHEAD) {
      asked.add(line.send(line.request(PacketType.READDIR).putString(handle)));
    }
    Promise<Response, SFTPException> next = asked.poll();
    if (next == null) {
      page = null;
      return;
    }
    Response answer = line.await(next);
    if (Answers.isEnd(answer)) {
      ended = true;
      left = 0;
      page = answer;
    } else {
      Answers.expect(PacketType.NAME, answer, directory);
      left = answer.readUInt32();
      page = answer;
    }
  }

  @Override
  public @Nullable StoredFile next() throws IOException {
    try {
      for (Response current = page; current != null; current = page) {
        while (left > 0) {
          left--;
          byte[] name = current.readStringAsBytes();
          current.readStringAsBytes(); // the same for people
          StoredFile file = entry(name, current.readFileAttributes());
          if (file != null) {
            return file;
          }
        }
        turn();
      }
      return null;
    } catch (LineLostException lost) {
      line.cut();
      throw ConnectorException.of(
              ErrorKind.TRANSIENT, "a directory was listed when the line was lost")
          .place(store + (directory.isEmpty() ? "" : "/" + directory))
          .said(lost.getMessage())
          .cause(lost)
          .build();
    }
  }

  /** Returns what stands there; null if it is neither file nor directory, is gone, or leads out. */
  private @Nullable StoredFile entry(byte[] name, FileAttributes said) throws IOException {
    if (name.length == 0 || (name[0] == '.' && isDots(name))) {
      return null;
    }
    for (byte each : name) {
      if (each == '/' || each == 0) {
        throw ConnectorException.of(
                ErrorKind.DATA, "the server lists a name that leads to another directory")
            .place(directory + "/" + RemoteNames.text(name))
            .remedy("Ask the server's owner; nothing of this directory is read")
            .build();
      }
    }
    String text = RemoteNames.text(name);
    String path = directory.isEmpty() ? text : directory + "/" + text;
    byte[] there = RemoteRoot.join(remote, name);
    try {
      FileAttributes seen = RemoteFiles.isWhole(said) ? said : line.look(there, path);
      if (RemoteFiles.type(seen) == FileMode.Type.SYMLINK) {
        if (!store.files().holds(line, path)) {
          return null;
        }
        seen = line.stat(there, path);
        if (RemoteFiles.type(seen) == FileMode.Type.DIRECTORY) {
          return null; // its files are listed where it leads; a link upwards would go round
        }
      }
      return switch (RemoteFiles.type(seen)) {
        case DIRECTORY, REGULAR, UNKNOWN -> RemoteFiles.file(path, seen);
        default -> null;
      };
    } catch (NoSuchFileException gone) {
      return null;
    }
  }

  private static boolean isDots(byte[] name) {
    return name.length == 1 || (name.length == 2 && name[1] == '.');
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      asked.clear();
      page = null;
      line.forget(handle);
      store.lines().giveBack(line);
    }
  }
}

package dev.tributary.connector.sftp;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.files.store.FileListing;
import dev.tributary.connector.files.store.FileOutput;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.sftp.option.SftpOptions;
import dev.tributary.connector.sftp.ssh.Line;
import dev.tributary.connector.sftp.ssh.Lines;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.atomic.AtomicBoolean;
import net.schmizz.sshj.sftp.FileAttributes;
import net.schmizz.sshj.sftp.FileMode;

/**
 * A directory of an SFTP server. What a cut or a silent server interrupts is done again on a new
 * connection, reading and writing from where they were.
 *
 * <p>A name's byte that is no UTF-8 is written <code>\xE9</code>. Links are followed as long as
 * they stay in the directory. Times of files are whole seconds, as the protocol has them.
 *
 * @since 0.1.0
 */
public final class SftpFileStore implements FileStore {
  private final Lines lines;
  private final RemoteRoot root;

  private SftpFileStore(Lines lines, RemoteRoot root) {
    this.lines = lines;
    this.root = root;
  }

  /**
   * Connects to a server.
   *
   * @param source a source of type SFTP, bound by its connectors
   * @param host what the host lends
   * @throws IOException if there is no such directory
   * @throws dev.tributary.connector.error.ConnectorException if the server cannot be reached, is
   *     not the one expected, or does not let the user in
   */
  static SftpFileStore open(Options source, ConnectorContext host) throws IOException {
    Lines lines = Lines.to(source, host);
    boolean open = false;
    try {
      String path = source.get(SftpOptions.ROOT);
      RemoteRoot root =
          lines.call(path.isEmpty() ? "." : path, line -> RemoteRoot.find(line, path));
      open = true;
      return new SftpFileStore(lines, root);
    } finally {
      if (!open) {
        lines.close();
      }
    }
  }

  /**
   * Connects to a server, to write to it or to look around.
   *
   * @param source a source of type SFTP, its options not checked yet
   * @throws IOException if there is no such directory
   * @throws dev.tributary.connector.error.ConnectorException if an option is wrong, the server
   *     cannot be reached, is not the one expected, or does not let the user in
   */
  public static SftpFileStore connect(SourceConfig source, ConnectorContext host)
      throws IOException {
    return open(SftpConnectorFactory.bind(source, host), host);
  }

  Lines lines() {
    return lines;
  }

  RemoteRoot files() {
    return root;
  }

  @Override
  public String root() {
    return root.shown();
  }

  @Override
  public FileListing list(String directory) throws IOException {
    return lines.call(
        directory.isEmpty() ? root.shown() : directory,
        line -> {
          root.enter(line, directory);
          return SftpListing.begin(this, line, directory);
        });
  }

  @Override
  public StoredFile stat(String path) throws IOException {
    return lines.call(path, line -> stat(line, path));
  }

  StoredFile stat(Line line, String path) throws IOException {
    root.enter(line, RemoteRoot.parent(path));
    return RemoteFiles.file(path, look(line, path));
  }

  /** Looks at a path; at a link's target if it lies in the root. */
  FileAttributes look(Line line, String path) throws IOException {
    byte[] remote = root.path(path);
    FileAttributes said = line.look(remote, path);
    if (RemoteFiles.type(said) == FileMode.Type.SYMLINK) {
      if (!root.holds(line, path)) {
        throw root.leadsOut(path);
      }
      said = line.stat(remote, path);
    }
    return said;
  }

  @Override
  public FileInput open(StoredFile file) throws IOException {
    return SftpInput.open(this, file);
  }

  @Override
  public FileOutput create(String path) throws IOException {
    root.path(path);
    return SftpOutput.begin(this, path);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    AtomicBoolean asked = new AtomicBoolean();
    lines.call(from, line -> rename(line, from, to, asked));
  }

  private boolean rename(Line line, String from, String to, AtomicBoolean asked)
      throws IOException {
    root.enter(line, RemoteRoot.parent(from));
    byte[] source = root.path(from);
    byte[] target = root.path(to);
    try {
      root.make(line, RemoteRoot.parent(to));
      if (exists(line, target, to)) {
        if (asked.get() && !exists(line, source, from)) {
          return true; // it was done, only the answer was lost
        }
        throw new FileAlreadyExistsException(to);
      }
      asked.set(true);
      line.rename(source, target, from);
      return true;
    } catch (NoSuchFileException | FileAlreadyExistsException told) {
      throw told;
    } catch (FileSystemException refused) {
      if (exists(line, target, to) && exists(line, source, from)) {
        throw new FileAlreadyExistsException(to);
      }
      throw refused;
    }
  }

  static boolean exists(Line line, byte[] path, String shown) throws IOException {
    try {
      line.look(path, shown);
      return true;
    } catch (NoSuchFileException none) {
      return false;
    }
  }

  @Override
  public void delete(String path) throws IOException {
    lines.call(
        path,
        line -> {
          try {
            root.enter(line, RemoteRoot.parent(path));
            line.remove(root.path(path), path);
          } catch (NoSuchFileException gone) {
            return false;
          }
          return true;
        });
  }

  @Override
  public void close() {
    lines.close();
  }

  @Override
  public String toString() {
    return lines.address() + ":" + root.shown();
  }
}

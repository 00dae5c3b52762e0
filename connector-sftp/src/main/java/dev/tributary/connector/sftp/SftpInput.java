package dev.tributary.connector.sftp;

import dev.tributary.connector.files.store.FileChangedException;
import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.sftp.ssh.Answers;
import dev.tributary.connector.sftp.ssh.Line;
import dev.tributary.connector.sftp.ssh.LineLostException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.AsynchronousCloseException;
import net.schmizz.concurrent.Promise;
import net.schmizz.sshj.sftp.FileAttributes;
import net.schmizz.sshj.sftp.FileMode;
import net.schmizz.sshj.sftp.PacketType;
import net.schmizz.sshj.sftp.Response;
import net.schmizz.sshj.sftp.SFTPException;
import org.jspecify.annotations.Nullable;

/**
 * An open file of a server, on a line of its own. When the line is lost the file is opened on
 * another one, looked at whether it is still the same, and read on where it was.
 */
final class SftpInput implements FileInput {
  private final SftpFileStore store;
  private final StoredFile file;
  private final byte[] path;
  private @Nullable Handle handle; // guarded by this
  private volatile boolean closed;

  /** What is waited for; told when the file is closed by another thread. */
  private volatile @Nullable Promise<Response, SFTPException> awaited;

  /** The first bytes, which are looked at before the file is read from its beginning. */
  private byte @Nullable [] head;

  private int failures;

  /** The file as it is known on one line. */
  static final class Handle {
    private final Line line;
    private final byte[] id;

    Handle(Line line, byte[] id) {
      this.line = line;
      this.id = id;
    }

    Line line() {
      return line;
    }

    Promise<Response, SFTPException> read(long at, int length) throws IOException {
      return line.read(id, at, length);
    }
  }

  /** Something that is done with the open file, and may be done again on another line. */
  interface Work<T> {
    T with(Handle handle) throws IOException;
  }

  private SftpInput(SftpFileStore store, StoredFile file, byte[] path) {
    this.store = store;
    this.file = file;
    this.path = path;
  }

  static SftpInput open(SftpFileStore store, StoredFile file) throws IOException {
    SftpInput input = new SftpInput(store, file, store.files().path(file.path()));
    boolean open = false;
    try {
      input.keepOn(there -> true);
      open = true;
      return input;
    } finally {
      if (!open) {
        input.close();
      }
    }
  }

  /** Does something, on other lines if one is lost; progress makes all lost ones forgotten. */
  <T> T keepOn(Work<T> work) throws IOException {
    while (true) {
      try {
        return work.with(handle());
      } catch (LineLostException lost) {
        if (closed) {
          drop();
          throw new AsynchronousCloseException();
        }
        cut();
        store.lines().pause(++failures, lost, file.path());
      }
    }
  }

  /** Forgets the lines that were lost before, since something came through. */
  void progressed() {
    failures = 0;
  }

  /** Waits for an answer so that closing the file ends it. */
  Response await(Line line, Promise<Response, SFTPException> answer) throws IOException {
    awaited = answer;
    if (closed) {
      throw new AsynchronousCloseException();
    }
    try {
      return line.await(answer);
    } finally {
      awaited = null;
    }
  }

  StoredFile file() {
    return file;
  }

  private Handle handle() throws IOException {
    synchronized (this) {
      if (closed) {
        throw new AsynchronousCloseException();
      }
      if (handle != null) {
        return handle;
      }
    }
    Line line = store.lines().borrow(true);
    Handle made = null;
    try {
      made = new Handle(line, opened(line));
    } catch (LineLostException lost) {
      line.cut();
      throw lost;
    } finally {
      if (made == null) {
        store.lines().giveBack(line);
      }
    }
    synchronized (this) {
      handle = made;
    }
    if (closed) {
      drop();
      throw new AsynchronousCloseException();
    }
    return made;
  }

  /** Opens the file and looks at it, at once, and returns its handle if it is what was listed. */
  private byte[] opened(Line line) throws IOException {
    store.files().enter(line, RemoteRoot.parent(file.path()));
    Promise<Response, SFTPException> opening = line.openToRead(path);
    Promise<Response, SFTPException> looking = line.send(line.request(PacketType.LSTAT, path));
    byte[] id = Answers.handle(await(line, opening), file.path());
    boolean same = false;
    try {
      FileAttributes said = Answers.attributes(await(line, looking), file.path());
      if (RemoteFiles.type(said) == FileMode.Type.SYMLINK) {
        said = store.look(line, file.path());
      }
      if (!RemoteFiles.isSame(file, said)) {
        throw new FileChangedException(file.path());
      }
      same = true;
      return id;
    } finally {
      if (!same) {
        line.forget(id);
      }
    }
  }

  private void cut() {
    synchronized (this) {
      if (handle != null) {
        handle.line.cut();
      }
    }
    drop();
  }

  private void drop() {
    Handle dropped;
    synchronized (this) {
      dropped = handle;
      handle = null;
    }
    if (dropped != null) {
      dropped.line.forget(dropped.id);
      store.lines().giveBack(dropped.line);
    }
  }

  @Override
  public long size() {
    return file.size();
  }

  @Override
  public InputStream stream(long from) throws IOException {
    byte[] known = head;
    return from == 0 && known != null
        ? new ReadAhead(this, known, file.size())
        : new ReadAhead(this, from, file.size());
  }

  @Override
  public void readFully(long at, byte[] into, int offset, int length) throws IOException {
    if (at + length > file.size()) {
      throw new EOFException(file.path() + " ends at byte " + file.size());
    }
    byte[] known = at == 0 && length <= ReadAhead.BLOCK ? head() : head;
    if (known != null && at + length <= known.length) {
      System.arraycopy(known, (int) at, into, offset, length);
      return;
    }
    read(at, into, offset, length);
  }

  private byte[] head() throws IOException {
    byte[] known = head;
    if (known == null) {
      known = new byte[(int) Math.min(ReadAhead.BLOCK, file.size())];
      read(0, known, 0, known.length);
      head = known;
    }
    return known;
  }

  private void read(long at, byte[] into, int offset, int length) throws IOException {
    try (ReadAhead all = new ReadAhead(this, at, at + length)) {
      if (all.readNBytes(into, offset, length) < length) {
        throw new EOFException(file.path() + " ends before byte " + (at + length));
      }
    }
  }

  @Override
  public void verify() throws IOException {
    FileAttributes said = keepOn(there -> store.look(there.line(), file.path()));
    if (!RemoteFiles.isSame(file, said)) {
      throw new FileChangedException(file.path());
    }
  }

  @Override
  public void close() {
    closed = true;
    Promise<Response, SFTPException> waiting = awaited;
    if (waiting != null) {
      waiting.deliverError(new SFTPException("the file was closed"));
    }
    drop();
  }
}

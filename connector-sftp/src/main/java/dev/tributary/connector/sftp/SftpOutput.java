package dev.tributary.connector.sftp;

import dev.tributary.connector.files.store.FileOutput;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.sftp.ssh.Answers;
import dev.tributary.connector.sftp.ssh.Line;
import dev.tributary.connector.sftp.ssh.LineLostException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import net.schmizz.concurrent.Promise;
import net.schmizz.sshj.sftp.FileAttributes;
import net.schmizz.sshj.sftp.Response;
import net.schmizz.sshj.sftp.SFTPException;
import org.jspecify.annotations.Nullable;

/**
 * A file in the making, beside its place and under a hidden name until it is committed. Bytes that
 * the server has not confirmed are kept, and sent again on another line if theirs is lost.
 */
final class SftpOutput extends FileOutput {
  private static final int BLOCK = 32 * 1024;
  private static final int UNCONFIRMED = 32;

  private final SftpFileStore store;
  private final String path;
  private final byte[] target;
  private final byte[] hidden;
  private final Deque<Block> sent = new ArrayDeque<>();
  private byte[] filling = new byte[BLOCK];
  private int filled;
  private long at;
  private @Nullable Line line;
  private byte @Nullable [] handle;
  private boolean made;
  private boolean over;
  private int failures;

  /** Bytes under way to the server. */
  private static final class Block {
    private final long at;
    private final byte[] bytes;
    private final int length;

    /** What confirms it; null until this line has sent it. */
    private @Nullable Promise<Response, SFTPException> answer;

    Block(long at, byte[] bytes, int length) {
      this.at = at;
      this.bytes = bytes;
      this.length = length;
    }
  }

  private SftpOutput(SftpFileStore store, String path) throws IOException {
    this.store = store;
    this.path = path;
    this.target = store.files().path(path);
    String parent = RemoteRoot.parent(path);
    String name = "." + UUID.randomUUID() + ".tmp";
    this.hidden = store.files().path(parent.isEmpty() ? name : parent + "/" + name);
  }

  static SftpOutput begin(SftpFileStore store, String path) throws IOException {
    SftpOutput output = new SftpOutput(store, path);
    boolean begun = false;
    try {
      output.keepOn(there -> true);
      begun = true;
      return output;
    } finally {
      if (!begun) {
        output.close();
      }
    }
  }

  /** Something that is done with the open file, and may be done again on another line. */
  private interface Work {
    boolean with(Line line) throws IOException;
  }

  private void keepOn(Work work) throws IOException {
    while (true) {
      try {
        work.with(opened());
        return;
      } catch (LineLostException lost) {
        Line gone = line;
        line = null;
        handle = null;
        if (gone != null) {
          gone.cut();
          store.lines().giveBack(gone);
        }
        store.lines().pause(++failures, lost, path);
      }
    }
  }

  private Line opened() throws IOException {
    Line open = line;
    if (open == null) {
      open = store.lines().borrow(true);
      line = open;
      if (!made) {
        store.files().make(open, RemoteRoot.parent(path));
      }
      handle = open(open);
      made = true;
      sent.forEach(block -> block.answer = null);
    }
    return open;
  }

  private byte[] open(Line on) throws IOException {
    try {
      return on.openToWrite(hidden, !made, path);
    } catch (FileAlreadyExistsException mine) {
      return on.openToWrite(hidden, false, path); // only the answer was lost
    } catch (FileSystemException refused) {
      if (!made && SftpFileStore.exists(on, hidden, path)) {
        return on.openToWrite(hidden, false, path);
      }
      throw refused;
    }
  }

  private byte[] handle() throws IOException {
    byte[] open = handle;
    if (open == null) {
      throw new ClosedChannelException();
    }
    return open;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (over) {
      throw new ClosedChannelException();
    }
    int from = offset;
    int left = length;
    while (left > 0) {
      int some = Math.min(left, BLOCK - filled);
      System.arraycopy(bytes, from, filling, filled, some);
      filled += some;
      from += some;
      left -= some;
      if (filled == BLOCK) {
        send();
      }
    }
  }

  /** Sends what was gathered, and waits for confirmations where too many are missing. */
  private void send() throws IOException {
    sent.add(new Block(at, filling, filled));
    at += filled;
    filling = new byte[BLOCK];
    filled = 0;
    keepOn(on -> settle(on, UNCONFIRMED));
  }

  /** Sends what this line has not sent, and waits until at most so many are not confirmed. */
  private boolean settle(Line on, int most) throws IOException {
    for (Block block : sent) {
      if (block.answer == null) {
        block.answer = on.write(handle(), block.at, block.bytes, block.length);
      }
    }
    while (sent.size() > most) {
      Promise<Response, SFTPException> answer = sent.element().answer;
      if (answer == null) {
        throw new IllegalStateException("a block was not sent");
      }
      Answers.ok(on.await(answer), path);
      sent.remove();
      failures = 0;
    }
    return true;
  }

  @Override
  public StoredFile commit() throws IOException {
    if (over) {
      throw new IOException(path + " is committed or closed already");
    }
    if (filled > 0) {
      send();
    }
    keepOn(
        on -> {
          settle(on, 0);
          on.sync(handle(), path);
          on.close(handle(), path);
          return true;
        });
    give();
    long size = at;
    FileAttributes said =
        store
            .lines()
            .call(
                path,
                on -> {
                  show(on, size);
                  return on.stat(target, path);
                });
    over = true;
    return RemoteFiles.file(path, said);
  }

  /** Gives the file its name; done already if only the answer was lost. */
  private void show(Line on, long size) throws IOException {
    try {
      if (on.canReplace()) {
        on.replace(hidden, target, path);
        return;
      }
      try {
        on.rename(hidden, target, path);
      } catch (NoSuchFileException done) {
        throw done;
      } catch (FileSystemException taken) {
        if (!SftpFileStore.exists(on, target, path)) {
          throw taken;
        }
        on.remove(target, path); // such a server has no way to do both at once
        on.rename(hidden, target, path);
      }
    } catch (NoSuchFileException done) {
      if (!SftpFileStore.exists(on, target, path) || on.stat(target, path).getSize() != size) {
        throw done;
      }
    }
  }

  private void give() {
    Line open = line;
    line = null;
    handle = null;
    if (open != null) {
      store.lines().giveBack(open);
    }
  }

  @Override
  public void close() throws IOException {
    if (over) {
      return;
    }
    over = true;
    Line open = line;
    byte[] id = handle;
    if (open != null && id != null) {
      open.forget(id);
    }
    give();
    if (made) {
      store
          .lines()
          .call(
              path,
              on -> {
                try {
                  on.remove(hidden, path);
                } catch (NoSuchFileException gone) {
                  return false;
                }
                return true;
              });
    }
  }
}

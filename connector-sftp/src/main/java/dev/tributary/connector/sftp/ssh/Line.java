package dev.tributary.connector.sftp.ssh;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import net.schmizz.concurrent.Promise;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.sftp.FileAttributes;
import net.schmizz.sshj.sftp.PacketType;
import net.schmizz.sshj.sftp.Request;
import net.schmizz.sshj.sftp.Response;
import net.schmizz.sshj.sftp.SFTPEngine;
import net.schmizz.sshj.sftp.SFTPException;

/**
 * One connection with one SFTP channel. Requests may be under way at once, by several threads;
 * their answers are waited for one by one. Paths are bytes, as the server knows them. Thread-safe.
 *
 * <p>Everything throws {@link LineLostException} if the line is of no use any more, {@link
 * InterruptedIOException} if the thread was interrupted, and what {@link Answers} makes of a
 * refusal.
 */
public final class Line {
  private static final int READ = 1;
  private static final int WRITE = 2;
  private static final int CREATE = 8;
  private static final int EXCLUSIVE = 32;

  private final SSHClient client;
  private final Engine engine;
  private final Duration timeout;
  private volatile boolean dead;
  private int users; // guarded by the lines that it belongs to

  Line(SSHClient client, Duration timeout) throws IOException {
    this.client = client;
    this.timeout = timeout;
    this.engine = new Engine(client);
    engine.init();
  }

  /** Lets us see whether anybody still listens to the server. */
  private static final class Engine extends SFTPEngine {
    Engine(SSHClient client) throws SSHException {
      super(client);
    }

    boolean isListening() {
      return reader.isAlive();
    }
  }

  int users() {
    return users;
  }

  void use(int more) {
    users += more;
  }

  boolean isUsable() {
    return !dead && client.isConnected() && engine.isListening();
  }

  /** Ends it at once; whoever waits for an answer is told. */
  public void cut() {
    dead = true;
    try {
      client.getSocket().close();
    } catch (IOException | RuntimeException closed) {
      dead = true; // which is all that was wanted
    }
    end();
  }

  /** Takes leave of the server. */
  void end() {
    dead = true;
    try {
      client.disconnect();
    } catch (IOException | RuntimeException closed) {
      dead = true; // it is closed, which is all that was wanted
    }
  }

  // ------------------------------------------------------------------ requests

  /** Begins a request. */
  public Request request(PacketType type) {
    return engine.newRequest(type);
  }

  /** Begins a request about a path. */
  public Request request(PacketType type, byte[] path) {
    return request(type).putString(path);
  }

  /** Sends a request; the answer is yet to come. */
  public Promise<Response, SFTPException> send(Request request) throws IOException {
    if (dead) {
      throw new LineLostException("the connection is closed", null);
    }
    try {
      return engine.request(request);
    } catch (IOException | RuntimeException failed) {
      throw lost(failed);
    }
  }

  /** Waits for an answer. */
  public Response await(Promise<Response, SFTPException> answer) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      while (true) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          cut();
          throw new LineLostException(
              "the server did not answer for " + timeout.toSeconds() + " s", null);
        }
        Response response = answer.tryRetrieve(left, TimeUnit.NANOSECONDS);
        if (response != null) {
          return response;
        }
      }
    } catch (SFTPException failed) {
      throw lost(failed);
    }
  }

  /** Sends a request and waits for its answer. */
  public Response ask(Request request) throws IOException {
    return await(send(request));
  }

  private static IOException lost(Exception failed) {
    for (Throwable each = failed; each != null; each = each.getCause()) {
      if (each instanceof InterruptedException || each instanceof InterruptedIOException) {
        if (Thread.currentThread().isInterrupted()) {
          InterruptedIOException interrupted = new InterruptedIOException("interrupted");
          interrupted.initCause(failed);
          return interrupted;
        }
      }
    }
    String why = failed.getMessage();
    return new LineLostException(
        "the connection was lost" + (why == null ? "" : ": " + why), failed);
  }

  // ------------------------------------------------------------------ what is asked of a server

  /** Asks what stands at a path; of a link, where it leads. */
  public FileAttributes stat(byte[] path, String shown) throws IOException {
    return Answers.attributes(ask(request(PacketType.STAT, path)), shown);
  }

  /** Asks what stands at a path, of a link itself. */
  public FileAttributes look(byte[] path, String shown) throws IOException {
    return Answers.attributes(ask(request(PacketType.LSTAT, path)), shown);
  }

  /** Asks where a path leads to, links followed. */
  public byte[] realPath(byte[] path, String shown) throws IOException {
    return Answers.name(ask(request(PacketType.REALPATH, path)), shown);
  }

  /** Asks where a link leads to. */
  public byte[] readLink(byte[] path, String shown) throws IOException {
    return Answers.name(ask(request(PacketType.READLINK, path)), shown);
  }

  /** Begins to open a file for reading. */
  public Promise<Response, SFTPException> openToRead(byte[] path) throws IOException {
    return send(open(path, READ));
  }

  /**
   * Opens a file for writing.
   *
   * @param isNew whether it must not be there yet; otherwise it must
   */
  public byte[] openToWrite(byte[] path, boolean isNew, String shown) throws IOException {
    int how = isNew ? WRITE | CREATE | EXCLUSIVE : WRITE;
    return Answers.handle(ask(open(path, how)), shown);
  }

  private Request open(byte[] path, int how) {
    return request(PacketType.OPEN, path).putUInt32(how).putFileAttributes(FileAttributes.EMPTY);
  }

  /** Opens a directory to be listed. */
  public byte[] openDirectory(byte[] path, String shown) throws IOException {
    return Answers.handle(ask(request(PacketType.OPENDIR, path)), shown);
  }

  /** Asks for bytes of an open file. */
  public Promise<Response, SFTPException> read(byte[] handle, long at, int length)
      throws IOException {
    return send(request(PacketType.READ).putString(handle).putUInt64(at).putUInt32(length));
  }

  /** Sends bytes for an open file. */
  public Promise<Response, SFTPException> write(byte[] handle, long at, byte[] bytes, int length)
      throws IOException {
    return send(
        request(PacketType.WRITE).putString(handle).putUInt64(at).putString(bytes, 0, length));
  }

  /** Has the server bring a file to its disk, if it knows how. */
  public void sync(byte[] handle, String shown) throws IOException {
    if (engine.supportsServerExtension("fsync", "openssh.com")) {
      Request sync = engine.newExtendedRequest("fsync@openssh.com");
      Answers.ok(ask(sync.putString(handle)), shown);
    }
  }

  /** Closes a file or directory and waits until it is. */
  public void close(byte[] handle, String shown) throws IOException {
    Answers.ok(ask(request(PacketType.CLOSE).putString(handle)), shown);
  }

  /** Has a file or directory closed some time; of no interest if the line is lost. */
  public void forget(byte[] handle) {
    try {
      if (isUsable()) {
        send(request(PacketType.CLOSE).putString(handle));
      }
    } catch (IOException lost) {
      cut(); // which closes it there, too
    }
  }

  /** Deletes a file. */
  public void remove(byte[] path, String shown) throws IOException {
    Answers.ok(ask(request(PacketType.REMOVE, path)), shown);
  }

  /** Makes a directory. */
  public void makeDirectory(byte[] path, String shown) throws IOException {
    Request make = request(PacketType.MKDIR, path).putFileAttributes(FileAttributes.EMPTY);
    Answers.ok(ask(make), shown);
  }

  /** Gives a file another name; whether it replaces what has that name is up to the server. */
  public void rename(byte[] from, byte[] to, String shown) throws IOException {
    Answers.ok(ask(request(PacketType.RENAME, from).putString(to)), shown);
  }

  /** Returns whether the server can replace a file by another in one step. */
  public boolean canReplace() {
    return engine.supportsServerExtension("posix-rename", "openssh.com");
  }

  /** Gives a file another name and replaces what has it, in one step. */
  public void replace(byte[] from, byte[] to, String shown) throws IOException {
    Request replace = engine.newExtendedRequest("posix-rename@openssh.com");
    Answers.ok(ask(replace.putString(from).putString(to)), shown);
  }

  /** Returns the name of the server's software and the cipher, for people. */
  public String details() {
    return "SFTP "
        + engine.getOperativeProtocolVersion()
        + " of "
        + client.getTransport().getServerVersion();
  }

  /** Returns bytes of an answer as a text for people. */
  static String text(Buffer<?> buffer) {
    try {
      return new String(buffer.readStringAsBytes(), StandardCharsets.UTF_8);
    } catch (Buffer.BufferException none) {
      return "";
    }
  }
}

package dev.tributary.connector.sftp.ssh;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import net.schmizz.sshj.sftp.FileAttributes;
import net.schmizz.sshj.sftp.PacketType;
import net.schmizz.sshj.sftp.Response;
import net.schmizz.sshj.sftp.Response.StatusCode;

/** Takes answers apart; a refusal is the exception that the JDK has for it. */
public final class Answers {
  private Answers() {}

  /** Takes the word that something was done. */
  public static void ok(Response answer, String path) throws IOException {
    if (answer.getType() != PacketType.STATUS || status(answer) != StatusCode.OK) {
      throw refused(answer, path);
    }
  }

  /** Returns whether an answer says that there is no more. */
  public static boolean isEnd(Response answer) throws IOException {
    if (answer.getType() != PacketType.STATUS) {
      return false;
    }
    int place = answer.rpos();
    boolean end = answer.readStatusCode() == StatusCode.EOF;
    answer.rpos(place);
    return end;
  }

  /** Returns what is said of a file. */
  public static FileAttributes attributes(Response answer, String path) throws IOException {
    expect(PacketType.ATTRS, answer, path);
    return answer.readFileAttributes();
  }

  /** Returns the name by which an open file goes. */
  public static byte[] handle(Response answer, String path) throws IOException {
    expect(PacketType.HANDLE, answer, path);
    return answer.readStringAsBytes();
  }

  static byte[] name(Response answer, String path) throws IOException {
    expect(PacketType.NAME, answer, path);
    if (answer.readUInt32() < 1) {
      throw new FileSystemException(path, null, "the server named nothing");
    }
    return answer.readStringAsBytes();
  }

  /** Takes an answer only if it is of a type. */
  public static void expect(PacketType type, Response answer, String path) throws IOException {
    if (answer.getType() != type) {
      throw refused(answer, path);
    }
  }

  private static StatusCode status(Response answer) throws IOException {
    int place = answer.rpos();
    StatusCode status = answer.readStatusCode();
    answer.rpos(place);
    return status;
  }

  private static IOException refused(Response answer, String path) throws IOException {
    if (answer.getType() != PacketType.STATUS) {
      return new LineLostException("the server answered " + answer.getType(), null);
    }
    StatusCode status = answer.readStatusCode();
    String said = answer.available() > 0 ? Line.text(answer) : "";
    return switch (status) {
      case NO_SUCH_FILE, NO_SUCH_PATH -> new NoSuchFileException(path);
      case PERMISSION_DENIED, WRITE_PROTECT, CANNOT_DELETE ->
          new AccessDeniedException(path, null, said.isEmpty() ? "permission denied" : said);
      case FILE_ALREADY_EXISTS -> new FileAlreadyExistsException(path);
      case NOT_A_DIRECTORY -> new NotDirectoryException(path);
      case NO_SPACE_ON_FILESYSTEM, QUOTA_EXCEEDED ->
          new FileSystemException(path, null, "the server has no room left for it");
      case NO_CONNECTION, CONNECITON_LOST ->
          new LineLostException("the server lost its own connection", null);
      default ->
          new FileSystemException(
              path, null, "the server says " + (said.isEmpty() ? status.toString() : said));
    };
  }
}

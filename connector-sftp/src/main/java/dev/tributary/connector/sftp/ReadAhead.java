package dev.tributary.connector.sftp;

import dev.tributary.connector.files.store.FileChangedException;
import dev.tributary.connector.sftp.ssh.Answers;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import net.schmizz.concurrent.Promise;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.sftp.PacketType;
import net.schmizz.sshj.sftp.Response;
import net.schmizz.sshj.sftp.SFTPException;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a file, asked for ahead of their use: few at first, so that little is asked in vain,
 * then as many as keep the line busy. Used by one thread.
 */
final class ReadAhead extends InputStream {
  /** What every server hands out at once. */
  static final int BLOCK = 32 * 1024;

  private static final int FEW = 4;
  private static final int MANY = 64;
  private static final int SMALLEST = 512;

  private final SftpInput input;
  private final long end;
  private final Deque<Asked> asked = new ArrayDeque<>();
  private SftpInput.@Nullable Handle on;
  private long next;
  private long unasked;
  private int ahead = FEW;
  private int size = BLOCK;
  private byte[] block = {};
  private int from;
  private int to;

  /** A request under way. */
  private record Asked(long at, int length, Promise<Response, SFTPException> answer) {}

  ReadAhead(SftpInput input, long from, long end) {
    this.input = input;
    this.next = from;
    this.end = end;
  }

  /** Makes one whose first bytes are known. */
  ReadAhead(SftpInput input, byte[] head, long end) {
    this(input, head.length, end);
    block = head;
    to = head.length;
  }

  @Override
  public int read() throws IOException {
    return from < to || fill() ? block[from++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (from == to && !fill()) {
      return -1;
    }
    int some = Math.min(length, to - from);
    System.arraycopy(block, from, into, offset, some);
    from += some;
    return some;
  }

  @Override
  public long skip(long count) {
    long some = Math.max(0, Math.min(count, available()));
    from += (int) some;
    long rest = Math.max(0, Math.min(count - some, end - next));
    if (rest > 0) {
      next += rest;
      asked.clear();
      on = null; // what was asked for is not wanted any more
    }
    return some + rest;
  }

  @Override
  public int available() {
    return to - from;
  }

  /** Takes the next block; returns whether there is one. */
  private boolean fill() throws IOException {
    if (next >= end) {
      return false;
    }
    input.keepOn(this::take);
    return true;
  }

  private boolean take(SftpInput.Handle handle) throws IOException {
    if (handle != on) {
      asked.clear();
      unasked = next;
      on = handle;
    }
    while (asked.size() < ahead && unasked < end) {
      int length = (int) Math.min(size, end - unasked);
      asked.add(new Asked(unasked, length, handle.read(unasked, length)));
      unasked += length;
    }
    Asked first = asked.remove();
    Response answer = input.await(handle.line(), first.answer());
    if (Answers.isEnd(answer)) {
      throw new FileChangedException(input.file().path()); // it was cut short
    }
    Answers.expect(PacketType.DATA, answer, input.file().path());
    int length = length(answer);
    if (length <= 0 || length > first.length() || length > answer.available()) {
      throw new IOException("the server sent " + length + " bytes in place of " + first.length());
    }
    block = answer.array();
    from = answer.rpos();
    to = from + length;
    next += length;
    if (length < first.length()) {
      // the server hands out less at once: ask for the rest first, and for less from now on
      long rest = first.at() + length;
      int missing = first.length() - length;
      asked.addFirst(new Asked(rest, missing, handle.read(rest, missing)));
      size = Math.max(SMALLEST, Math.min(size, length));
    }
    ahead = Math.min(MANY, 2 * ahead);
    input.progressed();
    return true;
  }

  private static int length(Response answer) throws IOException {
    try {
      return answer.readUInt32AsInt();
    } catch (Buffer.BufferException broken) {
      throw new IOException("the server's answer cannot be read", broken);
    }
  }

  @Override
  public void close() {
    asked.clear();
    next = end;
    from = to;
  }
}

package dev.tributary.connector.files.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** An open file of this machine. */
final class LocalFileInput implements FileInput {
  private final Path path;
  private final StoredFile file;
  private final FileChannel channel;

  private LocalFileInput(Path path, StoredFile file, FileChannel channel) {
    this.path = path;
    this.file = file;
    this.channel = channel;
  }

  static LocalFileInput open(Path path, StoredFile file) throws IOException {
    LocalFileInput input =
        new LocalFileInput(path, file, FileChannel.open(path, StandardOpenOption.READ));
    try {
      input.verify();
      return input;
    } catch (IOException changed) {
      input.close();
      throw changed;
    }
  }

  @Override
  public long size() {
    return file.size();
  }

  @Override
  public InputStream stream(long from) {
    return new InputStream() {
      private long at = from;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int read = channel.read(ByteBuffer.wrap(into, offset, length), at);
        at += Math.max(0, read);
        return read;
      }

      @Override
      public long skip(long count) {
        long some = Math.max(0, Math.min(count, file.size() - at));
        at += some;
        return some;
      }
    };
  }

  @Override
  public void readFully(long at, byte[] into, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
    long next = at;
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, next);
      if (read < 0) {
        throw new EOFException(file.path() + " ends at byte " + next);
      }
      next += read;
    }
  }

  @Override
  public void verify() throws IOException {
    BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
    if (now.size() != file.size() || !now.lastModifiedTime().toInstant().equals(file.modified())) {
      throw new FileChangedException(file.path());
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

package dev.tributary.connector.files.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;

/** A file in the making, beside its place and under a hidden name until it is committed. */
final class LocalFileOutput extends FileOutput {
  private final Path target;
  private final String path;
  private final Path hidden;
  private final FileChannel channel;
  private boolean over;

  LocalFileOutput(Path target, String path) throws IOException {
    this.target = target;
    this.path = path;
    this.hidden = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    this.channel =
        FileChannel.open(hidden, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  @Override
  public StoredFile commit() throws IOException {
    if (over) {
      throw new IOException(path + " is committed or closed already");
    }
    channel.force(true);
    channel.close();
    Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    over = true;
    Path directory = target.getParent();
    if (directory != null) {
      try (FileChannel itself = FileChannel.open(directory, StandardOpenOption.READ)) {
        itself.force(true);
      } catch (IOException unsupported) {
        // not every file system can; the name is there, only not yet safe from a power cut
        over = true;
      }
    }
    BasicFileAttributes now = Files.readAttributes(target, BasicFileAttributes.class);
    return StoredFile.of(path, now.size(), now.lastModifiedTime().toInstant());
  }

  @Override
  public void close() throws IOException {
    if (!over) {
      over = true;
      channel.close();
      Files.deleteIfExists(hidden);
    }
  }
}

package dev.tributary.connector.files.avro;

import dev.tributary.connector.files.store.FileInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A local file, which counts the bytes that are read of it. */
final class LocalInput implements FileInput {
  private final FileChannel channel;
  long read;

  LocalInput(Path path) throws IOException {
    channel = FileChannel.open(path);
  }

  @Override
  public long size() {
    try {
      return channel.size();
    } catch (IOException gone) {
      throw new IllegalStateException(gone);
    }
  }

  @Override
  public InputStream stream(long from) throws IOException {
    channel.position(from);
    return Channels.newInputStream(channel);
  }

  @Override
  public void readFully(long at, byte[] into, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
    while (buffer.hasRemaining()) {
      int some = channel.read(buffer, at + buffer.position() - offset);
      if (some < 0) {
        throw new EOFException();
      }
    }
    read += length;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

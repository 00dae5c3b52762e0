package dev.tributary.connector.pipeline.work;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Words in a file without a name, which is mapped into memory: they take pages that the system may
 * have back, and no heap. All of the file is written before it is mapped, because a disk that is
 * full would otherwise end the JVM's access to a page, and not a write. The file is gone as soon as
 * the process is, however it ends.
 */
final class MappedWords implements Words {
  private static final int PIECE_BITS = 27; // a gibibyte
  private static final int ZEROS = 1 << 20;

  private final FileChannel file;
  private LongBuffer[] pieces;

  private MappedWords(FileChannel file, LongBuffer[] pieces) {
    this.file = file;
    this.pieces = pieces;
  }

  /**
   * Makes words in a directory.
   *
   * @param directory on the file system that has to have room for them
   * @param count how many, a power of two
   * @throws IOException if there is no room
   */
  @SuppressWarnings("PMD.CloseResource") // its own from then on
  static MappedWords in(Path directory, long count) throws IOException {
    Path path = Files.createTempFile(directory, "tributary-keys-", ".tmp");
    FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      long bytes = count * Long.BYTES;
      ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(ZEROS, bytes));
      while (file.position() < bytes) {
        zeros.clear().limit((int) Math.min(zeros.capacity(), bytes - file.position()));
        file.write(zeros);
      }
      long piece = Math.min(count, 1L << PIECE_BITS);
      LongBuffer[] pieces = new LongBuffer[Math.toIntExact(count / piece)];
      for (int i = 0; i < pieces.length; i++) {
        long size = piece * Long.BYTES;
        pieces[i] = file.map(FileChannel.MapMode.READ_WRITE, i * size, size).asLongBuffer();
      }
      return new MappedWords(file, pieces);
    } catch (IOException | RuntimeException failed) {
      file.close();
      throw failed;
    }
  }

  @Override
  public long get(long index) {
    return pieces[(int) (index >>> PIECE_BITS)].get((int) (index & ((1 << PIECE_BITS) - 1)));
  }

  @Override
  public void set(long index, long word) {
    pieces[(int) (index >>> PIECE_BITS)].put((int) (index & ((1 << PIECE_BITS) - 1)), word);
  }

  /** Gives the room on the disk back; the addresses when the buffers are collected. */
  @Override
  @SuppressWarnings("EmptyCatch") // some systems do so only once the buffers are collected
  public void close() throws IOException {
    pieces = new LongBuffer[0];
    boolean interrupted = Thread.interrupted(); // would end the channel first
    try (file) {
      file.truncate(0);
    } catch (IOException later) {
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

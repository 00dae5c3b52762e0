package dev.tributary.connector.gcs;

import dev.tributary.connector.files.store.FileOutput;
import dev.tributary.connector.files.store.StoredFile;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An object in the making: pieces of it are in memory until they are full. */
final class GcsFileOutput extends FileOutput {
  private static final int FIRST = 64 << 10;

  private final Upload upload;
  private final @Nullable Composition composition;
  private final Root root;
  private final int chunk;
  private byte[] bytes = new byte[FIRST];
  private int length;
  private boolean over;

  /**
   * Begins; nothing is sent before a piece is full.
   *
   * @param upload how it is sent if it is small, or if parts are not
   * @param composition how a large one is sent; null for a resumable upload
   */
  GcsFileOutput(Upload upload, @Nullable Composition composition, Root root, int chunk) {
    this.upload = upload;
    this.composition = composition;
    this.root = root;
    this.chunk = chunk;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int count) throws IOException {
    if (over) {
      throw new IOException("the file is committed or closed already");
    }
    int at = offset;
    int left = count;
    while (left > 0) {
      if (length == chunk) {
        send();
        length = 0;
      }
      int some = Math.min(left, chunk - length);
      if (length + some > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(chunk, Math.max(length + some, 2 * bytes.length)));
      }
      System.arraycopy(from, at, bytes, length, some);
      length += some;
      at += some;
      left -= some;
    }
  }

  private void send() throws IOException {
    if (composition == null) {
      upload.piece(bytes, length);
    } else {
      byte[] full = bytes;
      bytes = new byte[FIRST];
      composition.add(full, length);
    }
  }

  @Override
  public StoredFile commit() throws IOException {
    if (over) {
      throw new IOException("the file is committed or closed already");
    }
    GcsObject made;
    if (composition != null && composition.isBegun()) {
      made = composition.finish(bytes, length);
    } else {
      made = upload.isBegun() ? upload.last(bytes, length) : upload.whole(bytes, length);
    }
    over = true;
    bytes = new byte[0];
    return made.stored(root);
  }

  @Override
  public void close() {
    if (!over) {
      over = true;
      bytes = new byte[0];
      upload.abandon();
      if (composition != null) {
        composition.abandon();
      }
    }
  }
}

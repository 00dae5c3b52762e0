package dev.tributary.connector.pipeline.run;

import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.files.store.FileListing;
import dev.tributary.connector.files.store.FileOutput;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.LocalFileStore;
import dev.tributary.connector.files.store.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A directory that takes a number of changes and then none any more, as if the process were gone.
 */
final class DyingStore implements FileStore {
  private final LocalFileStore store;
  private final AtomicLong changesLeft;

  private DyingStore(LocalFileStore store, long changes) {
    this.store = store;
    this.changesLeft = new AtomicLong(changes);
  }

  static StagingStores after(long changes) {
    return path ->
        new DyingStore(LocalFileStore.at(Files.createDirectories(Path.of(path))), changes);
  }

  private void change() throws IOException {
    if (changesLeft.getAndDecrement() <= 0) {
      throw new IOException("the store is gone");
    }
  }

  @Override
  public String root() {
    return store.root();
  }

  @Override
  public FileListing list(String directory) throws IOException {
    return store.list(directory);
  }

  @Override
  public StoredFile stat(String path) throws IOException {
    return store.stat(path);
  }

  @Override
  public FileInput open(StoredFile file) throws IOException {
    return store.open(file);
  }

  @Override
  public FileOutput create(String path) throws IOException {
    change();
    FileOutput output = store.create(path);
    return new FileOutput() {
      @Override
      public void write(int b) throws IOException {
        output.write(b);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        output.write(bytes, offset, length);
      }

      @Override
      public StoredFile commit() throws IOException {
        change();
        return output.commit();
      }

      @Override
      public void close() throws IOException {
        if (changesLeft.get() > 0) {
          output.close(); // a process that is gone leaves its half file behind
        }
      }
    };
  }

  @Override
  public void rename(String from, String to) throws IOException {
    change();
    store.rename(from, to);
  }

  @Override
  public void delete(String path) throws IOException {
    change();
    store.delete(path);
  }

  @Override
  public void close() {
    store.close();
  }
}

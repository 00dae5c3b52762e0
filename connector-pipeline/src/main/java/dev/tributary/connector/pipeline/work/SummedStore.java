package dev.tributary.connector.pipeline.work;

import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.files.store.FileListing;
import dev.tributary.connector.files.store.FileOutput;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.StoredFile;
import java.io.IOException;
import java.util.zip.CRC32C;

/** A store through which one file is written, and that sums up its bytes as they pass. */
final class SummedStore implements FileStore {
  private final FileStore store;
  private final CRC32C sum = new CRC32C();

  SummedStore(FileStore store) {
    this.store = store;
  }

  CRC32C sum() {
    return sum;
  }

  @Override
  public FileOutput create(String path) throws IOException {
    sum.reset();
    return new Summed(store.create(path), sum);
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
  public void rename(String from, String to) throws IOException {
    store.rename(from, to);
  }

  @Override
  public void delete(String path) throws IOException {
    store.delete(path);
  }

  /** Does nothing: the store is the owner's. */
  @Override
  public void close() {}

  private static final class Summed extends FileOutput {
    private final FileOutput output;
    private final CRC32C sum;

    Summed(FileOutput output, CRC32C sum) {
      this.output = output;
      this.sum = sum;
    }

    @Override
    public void write(int b) throws IOException {
      output.write(b);
      sum.update(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      output.write(bytes, offset, length);
      sum.update(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      output.flush();
    }

    @Override
    public StoredFile commit() throws IOException {
      return output.commit();
    }

    @Override
    public void close() throws IOException {
      output.close();
    }
  }
}

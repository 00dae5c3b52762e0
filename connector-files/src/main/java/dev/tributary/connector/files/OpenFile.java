package dev.tributary.connector.files;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.compression.AheadStream;
import dev.tributary.connector.files.compression.BoundedStream;
import dev.tributary.connector.files.compression.Compression;
import dev.tributary.connector.files.format.FormatFile;
import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.read.ReadContext;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A file of a store as its format sees it: opened when first needed, inflated as it is read. */
final class OpenFile implements FormatFile, AutoCloseable {
  private static final long WORTH_A_THREAD = 1 << 18;

  /** Up to so many bytes a file is read at once: asking for some of them costs as much. */
  private static final int SMALL = 1 << 14;

  private static final Options NONE = OptionSet.of().bind(Configuration.empty());

  private final FileStore store;
  private final StoredFile stored;
  private Options options = NONE;
  private final Compression asked;
  private final long expansion;
  private final @Nullable ReadContext context;
  private volatile @Nullable FileInput input; // closed by whoever cancels
  private @Nullable Compression compression;
  private byte @Nullable [] small;

  /**
   * Opens nothing yet.
   *
   * @param context what the engine lends the reader; null if nobody reads for it, so that files are
   *     inflated on the caller's thread
   */
  OpenFile(
      FileStore store,
      StoredFile stored,
      Compression asked,
      long expansion,
      @Nullable ReadContext context) {
    this.store = store;
    this.stored = stored;
    this.asked = asked;
    this.expansion = expansion;
    this.context = context;
  }

  /** Has the file read with these options of its format. */
  void bind(Options readOptions) {
    options = readOptions;
  }

  @Override
  public StoredFile stored() {
    return stored;
  }

  @Override
  public String place() {
    return stored.path();
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public FileInput input() throws IOException {
    FileInput open = input;
    if (open == null) {
      open = context == null ? store.open(stored) : store.open(stored, context);
      input = open;
    }
    return open;
  }

  /** Returns how the file is compressed, by its first bytes unless the options say. */
  Compression compression() throws IOException {
    Compression known = compression;
    if (known == null) {
      known = asked == Compression.AUTO ? look() : asked;
      compression = known;
    }
    return known;
  }

  private Compression look() throws IOException {
    boolean isSmall = stored.size() <= SMALL;
    int length = (int) (isSmall ? stored.size() : Compression.HEAD);
    byte[] head = new byte[length];
    try {
      input().readFully(0, head, 0, length);
    } catch (EOFException shorter) {
      return Compression.NONE; // reading it will tell
    }
    small = isSmall ? head : null;
    return Compression.of(stored.name(), head, length);
  }

  @Override
  public boolean isCompressed() {
    return compression != null && compression != Compression.NONE;
  }

  @Override
  public InputStream stream(long from) throws IOException {
    Compression how = compression();
    byte[] all = small;
    if (how == Compression.NONE && all != null && from <= all.length) {
      return new ByteArrayInputStream(all, (int) from, all.length - (int) from);
    }
    if (how == Compression.NONE) {
      return input().stream(from);
    }
    InputStream plain = inflated(how);
    plain.skipNBytes(from);
    return plain;
  }

  private InputStream inflated(Compression how) throws IOException {
    long most = BoundedStream.most(stored.size(), expansion);
    InputStream plain;
    try {
      plain = how.inflate(new BufferedInputStream(input().stream(0), 1 << 16));
    } catch (EOFException cut) {
      throw ConnectorException.of(ErrorKind.DATA, "the compressed file is cut off")
          .place(place())
          .cause(cut)
          .build();
    } catch (IOException broken) {
      throw ConnectorException.of(ErrorKind.DATA, "the file is not compressed as " + how)
          .place(place())
          .said(broken.getMessage())
          .cause(broken)
          .build();
    }
    InputStream bounded = new BoundedStream(plain, place(), most);
    ReadContext beside = context;
    return beside == null || stored.size() < WORTH_A_THREAD
        ? bounded
        : new AheadStream(bounded, beside::fork);
  }

  /** Returns the file's own bytes as a bounded stream, for an archive. */
  InputStream raw() throws IOException {
    return new BufferedInputStream(input().stream(0), 1 << 16);
  }

  long most() {
    return BoundedStream.most(stored.size(), expansion);
  }

  /** Checks that the file was not written while it was read. */
  void verify() throws IOException {
    FileInput open = input;
    if (open != null) {
      open.verify();
    }
  }

  @Override
  public void close() throws IOException {
    FileInput open = input;
    input = null;
    if (open != null) {
      open.close();
    }
  }
}

package dev.tributary.connector.files.compression;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import io.airlift.compress.snappy.SnappyFramedInputStream;
import io.airlift.compress.snappy.SnappyFramedOutputStream;
import io.airlift.compress.zstd.ZstdInputStream;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** How a file is compressed. */
public enum Compression {
  /** Found out from the file's first bytes, and of archives from its name. */
  AUTO(List.of()),
  /** Not at all. */
  NONE(List.of()),
  /** gzip, all members of a file. */
  GZIP(List.of("gz", "gzip"), 0x1F, 0x8B),
  /** An archive, whose entries are read one after another. */
  ZIP(List.of("zip"), 'P', 'K', 3, 4),
  /** Zstandard. */
  ZSTD(List.of("zst", "zstd"), 0x28, 0xB5, 0x2F, 0xFD),
  /** bzip2; needs commons-compress. */
  BZIP2(List.of("bz2", "bzip2"), 'B', 'Z', 'h', -1, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59),
  /** xz; needs commons-compress and org.tukaani:xz. */
  XZ(List.of("xz"), 0xFD, '7', 'z', 'X', 'Z', 0),
  /** Snappy in its framed form. */
  SNAPPY(List.of("sz", "snappy"), 0xFF, 6, 0, 0, 's', 'N', 'a', 'P', 'p', 'Y'),
  /** LZ4 in its framed form; needs commons-compress. */
  LZ4(List.of("lz4"), 0x04, 0x22, 0x4D, 0x18);

  /** How many first bytes {@link #of} looks at. */
  public static final int HEAD = 10;

  private final List<String> extensions;
  private final int[] magic;

  Compression(List<String> extensions, int... magic) {
    this.extensions = extensions;
    this.magic = magic;
  }

  /**
   * Returns how a file is compressed, by its first bytes; an archive also by its name, for there
   * are spreadsheets that are archives and no archive of files.
   *
   * @param name the file's name
   * @param head its first bytes
   * @param length how many there are
   */
  public static Compression of(String name, byte[] head, int length) {
    for (Compression each : values()) {
      if (each.magic.length > 0 && each.begins(head, length)) {
        return each != ZIP || each == byName(name) ? each : NONE;
      }
    }
    return NONE;
  }

  /** Returns how a file of this name is compressed; NONE if the name does not say. */
  public static Compression byName(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    for (Compression each : values()) {
      if (name.indexOf('.') >= 0 && each.extensions.contains(extension)) {
        return each;
      }
    }
    return NONE;
  }

  /** Returns the name without the ending that says how it is compressed. */
  public static String strip(String name) {
    return byName(name) == NONE ? name : name.substring(0, name.lastIndexOf('.'));
  }

  /** Returns the ending, without dot, of files that are compressed so; empty if they are not. */
  public String extension() {
    return extensions.isEmpty() ? "" : extensions.get(0);
  }

  private boolean begins(byte[] head, int length) {
    if (length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (magic[i] >= 0 && (head[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the plain bytes of a compressed stream; an archive's are read by {@link ZipEntries}.
   *
   * @throws ConnectorException of kind CONFIG, naming the dependency, if the codec is not there
   * @throws IOException if it is not compressed so
   */
  public InputStream inflate(InputStream in) throws IOException {
    try {
      return switch (this) {
        case GZIP -> new GzipStream(in);
        case ZSTD -> new ZstdInputStream(in);
        case SNAPPY -> new SnappyFramedInputStream(in, true);
        case BZIP2 -> CommonsCodecs.bzip2(in);
        case XZ -> CommonsCodecs.xz(in);
        case LZ4 -> CommonsCodecs.lz4(in);
        default -> in;
      };
    } catch (NoClassDefFoundError missing) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, "the codec of " + this + " is not on the class path")
          .remedy(
              "Add the dependency org.apache.commons:commons-compress"
                  + (this == XZ ? " and org.tukaani:xz" : ""))
          .cause(missing)
          .build();
    }
  }

  /**
   * Returns a stream that compresses what is written to it.
   *
   * @throws ConnectorException of kind CONFIG if nothing is written so
   */
  public OutputStream deflate(OutputStream to) throws IOException {
    return switch (this) {
      case NONE, AUTO -> to;
      case GZIP -> new GZIPOutputStream(to, 1 << 16);
      case ZSTD -> new ZstdOutputStream(to);
      case SNAPPY -> new SnappyFramedOutputStream(to);
      default ->
          throw ConnectorException.of(ErrorKind.CONFIG, "files are not written as " + this)
              .remedy("Use GZIP, ZSTD, SNAPPY or NONE")
              .build();
    };
  }
}

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

/**
 * How a file is compressed.
 *
 * @since 0.1.0
 */
public enum Compression {
  /** Found out from the file's first bytes, and of archives from its name. */
  AUTO("", ""),
  /** Not at all. */
  NONE("", ""),
  /** gzip, all members of a file. */
  GZIP("gz gzip", "\u001F\u008B"),
  /** An archive, whose entries are read one after another. */
  ZIP("zip", "PK\u0003\u0004"),
  /** Zstandard. */
  ZSTD("zst zstd", "(\u00B5/\u00FD"),
  /** bzip2; needs commons-compress. */
  BZIP2("bz2 bzip2", "BZh\uFFFF1AY&SY"),
  /** xz; needs commons-compress and org.tukaani:xz. */
  XZ("xz", "\u00FD7zXZ\0"),
  /** Snappy in its framed form. */
  SNAPPY("sz snappy", "\u00FF\u0006\0\0sNaPpY"),
  /** LZ4 in its framed form; needs commons-compress. */
  LZ4("lz4", "\u0004\"M\u0018");

  /** How many first bytes {@link #of} looks at. */
  public static final int HEAD = 10;

  private static final char ANY = '\uFFFF';

  private final String extensions;
  private final String magic;

  Compression(String extensions, String magic) {
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
      if (!each.magic.isEmpty() && each.begins(head, length)) {
        return each != ZIP || each == byName(name) ? each : NONE;
      }
    }
    return NONE;
  }

  /** Returns how a file of this name is compressed; NONE if the name does not say. */
  public static Compression byName(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    for (Compression each : values()) {
      if (name.indexOf('.') >= 0 && each.endings().contains(extension)) {
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
    return extensions.isEmpty() ? "" : endings().get(0);
  }

  private List<String> endings() {
    return extensions.isEmpty() ? List.of() : List.of(extensions.split(" "));
  }

  private boolean begins(byte[] head, int length) {
    if (length < magic.length()) {
      return false;
    }
    for (int i = 0; i < magic.length(); i++) {
      if (magic.charAt(i) != ANY && (head[i] & 0xFF) != magic.charAt(i)) {
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

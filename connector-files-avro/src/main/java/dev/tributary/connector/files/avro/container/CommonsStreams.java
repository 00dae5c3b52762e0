package dev.tributary.connector.files.avro.container;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * What an optional library decompresses. In a class of its own: the one that names the library is
 * not even loaded where nobody uses these codecs.
 */
final class CommonsStreams {
  private static final int XZ_MEMORY_KIB = 96 << 10;

  private CommonsStreams() {}

  static InputStream bzip2(InputStream in) throws IOException {
    return new BZip2CompressorInputStream(in, true);
  }

  static InputStream xz(InputStream in) throws IOException {
    return new XZCompressorInputStream(in, true, XZ_MEMORY_KIB);
  }
}

package dev.tributary.connector.files.avro.container;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * What commons-compress reads. It stands apart because a JVM looks for the library when it loads
 * this class, and few need it.
 */
final class OptionalCodecs {
  private static final int XZ_MEMORY_KIB = 96 << 10;

  private OptionalCodecs() {}

  static InputStream bzip2(InputStream block) throws IOException {
    return new BZip2CompressorInputStream(block, true);
  }

  @SuppressWarnings(
      "deprecation") // what replaces the constructor brings commons-io into our module
  static InputStream xz(InputStream block) throws IOException {
    return new XZCompressorInputStream(block, true, XZ_MEMORY_KIB);
  }
}

package dev.tributary.connector.files.compression;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The codecs of commons-compress, in a class of their own, since it need not be there. */
final class CommonsCodecs {
  private static final int XZ_MEMORY_KIB = 96 << 10;

  private CommonsCodecs() {}

  static InputStream bzip2(InputStream in) throws IOException {
    return new BZip2CompressorInputStream(in, true);
  }

  static InputStream xz(InputStream in) throws IOException {
    return XZCompressorInputStream.builder()
        .setInputStream(in)
        .setDecompressConcatenated(true)
        .setMemoryLimitKiB(XZ_MEMORY_KIB)
        .get();
  }

  static InputStream lz4(InputStream in) throws IOException {
    return new FramedLZ4CompressorInputStream(in, true);
  }
}

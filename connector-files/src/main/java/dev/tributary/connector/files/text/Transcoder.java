package dev.tributary.connector.files.text;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** A stream of any encoding as UTF-8; what is malformed is an error, never replaced. */
public final class Transcoder extends InputStream {
  private final Reader reader;
  private final String encoding;
  private final String place;
  private final CharsetEncoder encoder =
      StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPORT);
  private final CharBuffer chars = CharBuffer.allocate(8192);
  private final ByteBuffer bytes = ByteBuffer.allocate(8192 * 3);
  private boolean atEnd;

  /**
   * Makes a stream.
   *
   * @param in the bytes; closed with the stream
   * @param encoding their encoding
   * @param place the file, for errors
   */
  public Transcoder(InputStream in, Charset encoding, String place) {
    this.reader =
        new InputStreamReader(
            in,
            encoding
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    this.encoding = encoding.name();
    this.place = place;
    chars.limit(0);
    bytes.limit(0);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!bytes.hasRemaining()) {
      if (atEnd) {
        return -1;
      }
      fill();
    }
    int some = Math.min(length, bytes.remaining());
    bytes.get(into, offset, some);
    return some;
  }

  private void fill() throws IOException {
    chars.compact();
    try {
      atEnd = reader.read(chars) < 0;
      chars.flip();
      bytes.clear();
      if (encoder.encode(chars, bytes, atEnd).isError()) {
        throw new CharacterCodingException();
      }
      bytes.flip();
    } catch (CharacterCodingException malformed) {
      throw ConnectorException.of(ErrorKind.DATA, "the file is not " + encoding)
          .place(place)
          .remedy("Set `encoding` in `read_options` to the file's encoding")
          .cause(malformed)
          .build();
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}

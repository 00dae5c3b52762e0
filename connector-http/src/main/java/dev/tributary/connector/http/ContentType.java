package dev.tributary.connector.http;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the {@code Content-Type} header says. */
final class ContentType {
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s\";,]{1,40})", Pattern.CASE_INSENSITIVE);

  private ContentType() {}

  /** Returns the charset that is named; UTF-8 if none is, or one that nobody knows. */
  static Charset charset(HttpHeaders headers) {
    Matcher named = CHARSET.matcher(headers.first("Content-Type").orElse(""));
    if (!named.find()) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(named.group(1));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return StandardCharsets.UTF_8;
    }
  }
}

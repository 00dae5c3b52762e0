package dev.tributary.connector.http;

import dev.tributary.connector.option.Redactor;
import java.nio.charset.Charset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The beginning of a body, fit to be shown: one line, without secrets, not long. */
final class Excerpt {
  /** How many bytes of a body are looked at. */
  static final int BYTES = 2_048;

  private static final int SHOWN = 240;
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]{0,100}>([^<]{1,500})", Pattern.CASE_INSENSITIVE);
  private static final Pattern TAG = Pattern.compile("<[^<>]{0,500}>");
  private static final Pattern HTML =
      Pattern.compile(
          "^\\W{0,20}(<!doctype html|<html|<head|<body|<!--)", Pattern.CASE_INSENSITIVE);

  private Excerpt() {}

  /** Returns whether this is the beginning of an HTML page, whatever the headers say. */
  static boolean isHtml(byte[] head, Charset charset) {
    return HTML.matcher(new String(head, charset)).find();
  }

  /** Returns the text in quotes; "" if there is nothing to show. */
  static String of(byte[] head, Charset charset, boolean html, Redactor redactor) {
    // Redacted before anything is cut off: half a secret would not be found.
    String text = redactor.redact(new String(head, charset));
    if (html) {
      Matcher title = TITLE.matcher(text);
      text = title.find() ? title.group(1) : TAG.matcher(text).replaceAll(" ");
    }
    String line = BLANKS.matcher(text.replace('\uFFFD', '?')).replaceAll(" ").strip();
    if (line.isEmpty()) {
      return "";
    }
    return "\"" + (line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…") + "\"";
  }
}

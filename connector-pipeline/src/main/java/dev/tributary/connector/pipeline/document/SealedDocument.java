package dev.tributary.connector.pipeline.document;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document that people can read, with the version of its format and a checksum of its body,
 * so that a newer one and a corrupted one are refused and not misread.
 */
public final class SealedDocument {
  /** Raised when an older release could misread what this one writes. */
  private static final long FORMAT = 1;

  private SealedDocument() {}

  /**
   * Returns the text of a document.
   *
   * @param kind what it is, such as {@code manifest}
   * @param body its content, as JSON
   */
  public static String write(String kind, Map<String, ?> body) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("document", kind);
    document.put("format", FORMAT);
    document.put("checksum", checksum(body));
    document.put("body", body);
    return JsonTree.writePretty(document) + "\n";
  }

  /**
   * Returns what a document holds.
   *
   * @param kind what it has to be
   * @param where the file, for messages
   * @param text the document
   * @param remedy what a person does about a corrupted one
   * @param reading turns the body into a value
   * @throws ConnectorException of kind DATA if it is corrupted or something else, or of kind CONFIG
   *     if a newer release wrote it
   */
  public static <T> T read(
      String kind,
      String where,
      String text,
      String remedy,
      Function<Map<String, @Nullable Object>, T> reading) {
    try {
      Map<String, @Nullable Object> document = JsonTree.parseObject(text);
      long format = JsonTree.whole(document.get("format"));
      if (format > FORMAT) {
        throw newer(kind, where, format);
      }
      if (!kind.equals(document.get("document"))) {
        throw corrupted(kind, where, "it is a " + document.get("document"), remedy, null);
      }
      Map<String, @Nullable Object> body = JsonTree.map(document.get("body"));
      if (!checksum(body).equals(document.get("checksum"))) {
        throw corrupted(kind, where, "its checksum does not fit its content", remedy, null);
      }
      return reading.apply(body);
    } catch (ConnectorException failure) {
      if (failure.kind() == ErrorKind.CONFIG || failure.place().orElse("").equals(where)) {
        throw failure;
      }
      throw corrupted(kind, where, failure.what(), remedy, failure);
    } catch (IllegalArgumentException | ClassCastException wrong) {
      throw corrupted(kind, where, String.valueOf(wrong.getMessage()), remedy, wrong);
    }
  }

  private static ConnectorException newer(String kind, String where, long format) {
    return ConnectorException.of(
            ErrorKind.CONFIG, "the " + kind + " has format " + format + ", a newer release's")
        .place(where)
        .remedy("Use the release that wrote it or a later one; this one reads up to " + FORMAT)
        .build();
  }

  private static ConnectorException corrupted(
      String kind, String where, String why, String remedy, @Nullable Throwable cause) {
    return ConnectorException.of(ErrorKind.DATA, "the " + kind + " is corrupted: " + why)
        .place(where)
        .remedy(remedy)
        .cause(cause)
        .build();
  }

  private static String checksum(Map<String, ?> body) {
    return crc32c(JsonTree.write(body).getBytes(StandardCharsets.UTF_8));
  }

  private static String crc32c(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return Checksums.text(sum);
  }
}

package dev.tributary.connector.testkit.storage;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A version of an object.
 *
 * @param name the whole name
 * @param generation the number of its content
 * @param content its bytes, as stored
 * @param about what the client said of it: contentType, contentEncoding, metadata and the like
 * @param crc32c its checksum in base64
 * @param md5 its other checksum in base64; null of composed objects
 * @param created when it was written
 */
record FakeObject(
    String name,
    long generation,
    Content content,
    Map<String, Object> about,
    String crc32c,
    @Nullable String md5,
    Instant created) {

  static FakeObject of(
      String name,
      long generation,
      Content content,
      Map<String, Object> about,
      boolean composed,
      Instant created) {
    CRC32C crc = new CRC32C();
    MessageDigest md5 = newMd5();
    byte[] piece = new byte[(int) Math.min(1 << 16, Math.max(1, content.size()))];
    for (long at = 0; at < content.size(); at += piece.length) {
      int some = (int) Math.min(piece.length, content.size() - at);
      content.copy(at, piece, 0, some);
      crc.update(piece, 0, some);
      if (!composed) {
        md5.update(piece, 0, some);
      }
    }
    return new FakeObject(
        name,
        generation,
        content,
        Map.copyOf(about),
        base64(crc.getValue()),
        composed ? null : Base64.getEncoder().encodeToString(md5.digest()),
        created);
  }

  private static MessageDigest newMd5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java has MD5", impossible);
    }
  }

  static String base64(long crc) {
    return Base64.getEncoder().encodeToString(ByteBuffer.allocate(4).putInt((int) crc).array());
  }

  long size() {
    return content.size();
  }

  String contentType() {
    return String.valueOf(about.getOrDefault("contentType", "application/octet-stream"));
  }

  boolean isGzip() {
    return "gzip".equals(about.get("contentEncoding"));
  }

  boolean isTranscoded() {
    return isGzip() && !String.valueOf(about.get("cacheControl")).contains("no-transform");
  }

  /** Returns what the API shows of it. */
  Map<String, Object> resource(String bucket, String base) {
    Map<String, Object> shown = new LinkedHashMap<>();
    String escaped = java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8);
    String link = base + "/b/" + bucket + "/o/" + escaped.replace("+", "%20");
    shown.put("kind", "storage#object");
    shown.put("id", bucket + "/" + name + "/" + generation);
    shown.put("selfLink", link);
    shown.put("mediaLink", link + "?generation=" + generation + "&alt=media");
    shown.put("name", name);
    shown.put("bucket", bucket);
    shown.put("generation", Long.toString(generation));
    shown.put("metageneration", "1");
    shown.put("contentType", contentType());
    shown.put("storageClass", "STANDARD");
    shown.put("size", Long.toString(size()));
    if (md5 != null) {
      shown.put("md5Hash", md5);
    } else {
      shown.put("componentCount", 2);
    }
    shown.put("crc32c", crc32c);
    shown.put("etag", "g" + generation);
    shown.put("timeCreated", created.toString());
    shown.put("updated", created.toString());
    shown.putAll(about);
    return shown;
  }
}

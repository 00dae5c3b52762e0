package dev.tributary.connector.gcs;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The name of an object, or what names begin with.
 *
 * @param bucket its bucket
 * @param name the rest
 */
record ObjectName(String bucket, String name) {
  /** Returns the path of its resource, below the API's. */
  String resource() {
    return "b/" + escaped(bucket) + "/o/" + escaped(name);
  }

  static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return "gs://" + bucket + "/" + name;
  }
}

package dev.tributary.connector.gcs;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import org.jspecify.annotations.Nullable;

/**
 * Where paths begin: in a bucket, in a directory of it, or before all buckets, so that the first
 * name of a path is the bucket's.
 *
 * @param bucket the bucket; null for all
 * @param prefix what every name of an object begins with, with a slash at its end; or empty
 */
record Root(@Nullable String bucket, String prefix) {
  private static final String SCHEME = "gs://";

  /** Reads what {@code bucket} says. */
  static Root of(@Nullable String text) {
    if (text == null) {
      return new Root(null, "");
    }
    String plain = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
    int slash = plain.indexOf('/');
    String prefix = slash < 0 ? "" : plain.substring(slash + 1);
    return new Root(
        slash < 0 ? plain : plain.substring(0, slash),
        prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
  }

  /** Returns the object, or what names of objects in a directory begin with, of a path. */
  ObjectName at(String path) {
    if (bucket != null) {
      return new ObjectName(bucket, prefix + path);
    }
    int slash = path.indexOf('/');
    return slash < 0
        ? new ObjectName(path, "")
        : new ObjectName(path.substring(0, slash), path.substring(slash + 1));
  }

  /** Returns the path of an object. */
  String path(ObjectName name) {
    return bucket != null
        ? name.name().substring(prefix.length())
        : name.bucket() + "/" + name.name();
  }

  /**
   * Returns a pattern of paths for what an extraction asks for.
   *
   * @param pattern a pattern, which may begin with {@code gs://} and a bucket
   * @param asked the bucket that the extraction names, or null
   * @throws ConnectorException of kind CONFIG if it leads out of this root
   */
  String pattern(String pattern, @Nullable String asked) {
    String whole;
    if (pattern.startsWith(SCHEME)) {
      whole = pattern.substring(SCHEME.length());
    } else if (asked == null || asked.equals(bucket)) {
      return pattern;
    } else if (pattern.startsWith("re:")) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, "a regular expression is of paths in the bucket of the connection")
          .remedy("Set `bucket` in the connection, or write a pattern with * and **")
          .build();
    } else {
      whole = asked + "/" + pattern;
    }
    if (bucket == null) {
      return whole;
    }
    String inside = bucket + "/" + prefix;
    if (!whole.startsWith(inside)) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, SCHEME + whole + " is not in " + this + ", which the source is")
          .remedy("Leave `bucket` out of the connection to name one for each extraction")
          .build();
    }
    return whole.substring(inside.length());
  }

  /** Returns it as people write it. */
  @Override
  public String toString() {
    return bucket == null ? SCHEME : SCHEME + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
  }
}

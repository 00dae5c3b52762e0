package dev.tributary.connector.gcs;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.store.StoredFile;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the API says of an object.
 *
 * @param name its name
 * @param generation which content it is
 * @param size how many bytes are stored
 * @param created when this content was written
 * @param crc32c the checksum in base64; empty if nobody said
 */
record GcsObject(ObjectName name, String generation, long size, Instant created, String crc32c) {
  /** What is asked of each object. */
  static final String FIELDS = "name,bucket,generation,size,timeCreated,crc32c";

  static GcsObject of(Map<String, @Nullable Object> resource, String bucket) {
    try {
      return new GcsObject(
          new ObjectName(bucket, text(resource, "name")),
          text(resource, "generation"),
          Long.parseLong(text(resource, "size")),
          OffsetDateTime.parse(text(resource, "timeCreated")).toInstant(),
          resource.get("crc32c") instanceof String crc ? crc : "");
    } catch (NumberFormatException | DateTimeException foreign) {
      throw ConnectorException.of(
              ErrorKind.DATA, "an object of bucket " + bucket + " is described as nobody does")
          .remedy("Check `endpoint`: this may not be Cloud Storage")
          .cause(foreign)
          .build();
    }
  }

  private static String text(Map<String, @Nullable Object> resource, String member) {
    return resource.get(member) instanceof String text ? text : "";
  }

  /** Returns it as a store lists it. */
  StoredFile stored(Root root) {
    return StoredFile.of(root.path(name), size, created).version(generation);
  }
}

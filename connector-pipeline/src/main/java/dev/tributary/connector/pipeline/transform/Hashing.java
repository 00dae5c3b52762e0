package dev.tributary.connector.pipeline.transform;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchLimits;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Replaces the texts of values by their HMAC-SHA-256. What has no value stays without. */
final class Hashing {
  private static final String ALGORITHM = "HmacSHA256";

  private final Mac mac;

  Hashing(byte[] salt) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(salt, ALGORITHM));
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  Column apply(Column column, Field field) {
    BatchLimits limits = BatchLimits.defaults().rows(Math.max(1, column.size()));
    BatchBuilder builder =
        BatchBuilder.of(BatchTarget.standalone(field.name(), StreamSchema.of(field), limits));
    for (int row = 0; row < column.size(); row++) {
      builder.add();
      String text = column.hasValue(row) ? column.getString(row) : null;
      if (text != null) {
        byte[] digest = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        builder.set(0, HexFormat.of().formatHex(digest));
      }
    }
    return builder.build().column(0);
  }
}

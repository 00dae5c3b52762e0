package dev.tributary.connector.pipeline.work;

import dev.tributary.connector.batch.Column;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first 128 bits of the SHA-256 of a key: of the names of its columns, and of the canonical
 * text of each value with its length. A number has one text whatever its type, so that a column
 * whose type becomes wider keeps its keys. That any two of 100 million keys share a hash has a
 * probability of about 1.5 in 10<sup>23</sup>, and nobody can choose keys that do. Used by one
 * thread.
 */
final class KeyHash {
  private static final String ALGORITHM = "SHA-256";

  private final MessageDigest digest;
  private final byte[] names;
  private final ByteBuffer number = ByteBuffer.allocate(Integer.BYTES);
  private final byte[] result = new byte[32];
  private final ByteBuffer words = ByteBuffer.wrap(result);

  KeyHash(List<String> columns) {
    try {
      digest = MessageDigest.getInstance(ALGORITHM);
      for (String column : columns) {
        part(column.getBytes(StandardCharsets.UTF_8));
      }
      names = digest.digest();
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /** Hashes a record's key; returns false if a part of it has no value, so that there is none. */
  boolean hash(Column[] key, int row) {
    for (Column column : key) {
      if (!column.hasValue(row)) {
        return false;
      }
    }
    digest.update(names);
    for (Column column : key) {
      switch (column.type().kind()) {
        case STRING -> part(column.utf8(), column.start(row), column.end(row));
        default -> part(text(column, row).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      digest.digest(result, 0, result.length);
    } catch (GeneralSecurityException itHasRoom) {
      throw new IllegalStateException(itHasRoom);
    }
    return true;
  }

  long high() {
    return words.getLong(0);
  }

  long low() {
    return words.getLong(Long.BYTES);
  }

  private void part(byte[] text) {
    part(text, 0, text.length);
  }

  private void part(byte[] text, int from, int until) {
    digest.update(number.putInt(0, until - from).array());
    digest.update(text, from, until - from);
  }

  private static String text(Column column, int row) {
    BigDecimal exact =
        !column.isFinite(row)
            ? null
            : switch (column.type().kind()) {
              case DECIMAL -> column.getDecimal(row);
              case FLOAT32, FLOAT64 -> new BigDecimal(column.getDouble(row));
              default -> null;
            };
    if (exact != null) {
      return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    }
    return known(column.getString(row));
  }

  private static String known(@Nullable String text) {
    return text == null ? "" : text;
  }
}

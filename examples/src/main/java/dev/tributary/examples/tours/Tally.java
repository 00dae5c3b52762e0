package dev.tributary.examples.tours;

import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.examples.shop.ShopDatabase.Sum;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Consumer;

/**
 * Counts orders and forms a checksum over every value of theirs, whatever their order, as the
 * database itself does: a row that is lost, doubled or different in one letter shows.
 */
final class Tally implements Consumer<RecordBatch> {
  private final MessageDigest digest;
  private long generation;
  private long rows;
  private long sum;

  Tally() {
    try {
      digest = MessageDigest.getInstance("MD5"); // Which PostgreSQL has too.
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }

  @Override
  public void accept(RecordBatch batch) {
    if (batch.generation() > generation) {
      // The table is read again from its start, which is rare; what came before is void.
      generation = batch.generation();
      rows = 0;
      sum = 0;
    }
    for (int row = 0; row < batch.size(); row++) {
      byte[] hash = digest.digest(text(batch, row).getBytes(StandardCharsets.UTF_8));
      sum += ByteBuffer.wrap(hash).getLong();
    }
    rows += batch.size();
  }

  private static String text(RecordBatch batch, int row) {
    StringBuilder text = new StringBuilder(200);
    for (int i = 0; i < batch.schema().size(); i++) {
      Column column = batch.column(i);
      text.append(i == 0 ? "" : "|");
      switch (column.type().kind()) {
        case BOOLEAN -> text.append(column.getBoolean(row) ? 't' : 'f');
        case INT32 -> text.append(column.getInt(row));
        case INT64 -> text.append(column.getLong(row));
        case TIMESTAMP_TZ -> text.append(column.getMicros(row));
        default -> text.append(column.getString(row));
      }
    }
    return text.toString();
  }

  Sum sum() {
    return new Sum(rows, sum);
  }
}

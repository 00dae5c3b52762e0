package dev.tributary.examples.dropfolder;

import dev.tributary.connector.batch.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/**
 * A payment that the partner reports.
 *
 * @param id identifies it
 * @param day when it was made
 * @param amount how much, exactly as it was written
 * @param currency its currency, such as {@code EUR}
 */
record Payment(String id, LocalDate day, BigDecimal amount, String currency) {
  /** Returns the payment of a row whose columns are declared in {@link DropFolder}. */
  static Payment of(Row row) {
    return new Payment(
        Objects.requireNonNull(row.getString("id")),
        Objects.requireNonNull(row.getDate("day")),
        Objects.requireNonNull(row.getDecimal("amount")),
        Objects.requireNonNull(row.getString("currency")));
  }
}

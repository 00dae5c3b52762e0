package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.schema.DataType.Kind;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/** The text of any value, the one that columns give too. */
final class Texts {
  private Texts() {}

  static String canonical(Vector from, int row) {
    return switch (from.type.kind()) {
      case BOOLEAN -> from.bytes[row] != 0 ? "true" : "false";
      case INT64 -> Long.toString(from.longs[row]);
      case FLOAT64 -> Double.toString(from.doubles[row]);
      case DECIMAL -> from.decimal(row).toPlainString();
      case DATE ->
          infinite(from, row)
              ? infinity(from, row)
              : Moments.of(from, row).toLocalDate().toString();
      case TIME -> clock(from.longs[row], from.nano(row));
      case DURATION ->
          Duration.ofSeconds(
                  Math.floorDiv(from.longs[row], Moments.SECOND),
                  Math.floorMod(from.longs[row], Moments.SECOND) * 1000 + from.nano(row))
              .toString();
      case TIMESTAMP, TIMESTAMP_TZ -> timestamp(from, row);
      case BYTES ->
          Base64.getEncoder()
              .encodeToString(Arrays.copyOfRange(from.bytes, from.starts[row], from.ends[row]));
      default -> from.text(row);
    };
  }

  private static boolean infinite(Vector from, int row) {
    long value = from.longs[row];
    return from.type.kind() == Kind.DATE
        ? value == Integer.MAX_VALUE || value == Integer.MIN_VALUE
        : value == Long.MAX_VALUE || value == Long.MIN_VALUE;
  }

  private static String infinity(Vector from, int row) {
    return from.longs[row] > 0 ? "infinity" : "-infinity";
  }

  private static String timestamp(Vector from, int row) {
    if (infinite(from, row)) {
      return infinity(from, row);
    }
    LocalDateTime time = Moments.of(from, row);
    return time.toLocalDate()
        + "T"
        + clock(Math.floorMod(from.longs[row], Moments.DAY), from.nano(row))
        + (from.type.kind() == Kind.TIMESTAMP_TZ ? "Z" : "");
  }

  private static String clock(long micros, int nanos) {
    long seconds = micros / Moments.SECOND;
    long fraction = micros % Moments.SECOND;
    String time =
        String.format(
            Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (nanos != 0) {
      return time + String.format(Locale.ROOT, ".%06d%03d", fraction, nanos);
    }
    if (fraction % 1000 != 0) {
      return time + String.format(Locale.ROOT, ".%06d", fraction);
    }
    return fraction == 0 ? time : time + String.format(Locale.ROOT, ".%03d", fraction / 1000);
  }
}

package dev.tributary.connector.cloudsql.mysql;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The order in which MariaDB keeps UUIDs of versions 1 to 5: by their groups of digits from the
 * last to the first, so that those of one host and time lie together.
 */
final class UuidOrder {
  private static final int VERSION = 16;
  private static final int VARIANT = 12;

  private UuidOrder() {}

  /** Candidates for the middle, of a version and variant that sort like this. */
  static List<String> between(String low, String high) {
    String from = swapped(UUID.fromString(low).toString());
    BigInteger middle =
        new BigInteger(from, 16)
            .add(new BigInteger(swapped(UUID.fromString(high).toString()), 16))
            .shiftRight(1);
    String digits = String.format(Locale.ROOT, "%032x", middle);
    return Stream.of(of(digits, '4', 'a'), of(digits, from.charAt(VERSION), from.charAt(VARIANT)))
        .distinct()
        .toList();
  }

  private static String of(String digits, char version, char variant) {
    StringBuilder one = new StringBuilder(digits);
    one.setCharAt(VERSION, version);
    one.setCharAt(VARIANT, variant);
    return String.join(
        "-",
        one.substring(24),
        one.substring(20, 24),
        one.substring(16, 20),
        one.substring(12, 16),
        one.substring(0, 12));
  }

  private static String swapped(String uuid) {
    return uuid.substring(24)
        + uuid.substring(19, 23)
        + uuid.substring(14, 18)
        + uuid.substring(9, 13)
        + uuid.substring(0, 8);
  }
}

package dev.tributary.connector.cloudsql.mysql;

import dev.tributary.connector.cloudsql.server.TableColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes values that may lie about in the middle between two of a column. Whether they do is the
 * server's to say, which alone knows its collations.
 */
final class Middle {
  private static final String HEX = "0123456789abcdef";
  private static final String WORDS = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final int DIGITS = 8;

  private Middle() {}

  /** Candidates, the likeliest first; empty if nothing can lie between. */
  static List<String> between(TableColumn column, String low, String high) {
    try {
      return switch (Sql.positionForm(column)) {
        case SIGNED, UNSIGNED, TRUTH, YEAR, BITS -> whole(low, high);
        case DECIMAL -> decimal(low, high);
        case FLOAT, DOUBLE -> floating(low, high);
        case DATE -> date(low, high);
        case DATETIME -> moment(low, high, "");
        case TIMESTAMP -> moment(low.replace("Z", ""), high.replace("Z", ""), "Z");
        case TIME -> length(low, high);
        case BINARY -> bytes(low, high);
        case UUID -> UuidOrder.between(low, high);
        default -> text(low, high);
      };
    } catch (DateTimeException | NumberFormatException special) {
      return List.of();
    }
  }

  private static List<String> whole(String low, String high) {
    BigInteger from = new BigInteger(low);
    BigInteger middle = from.add(new BigInteger(high)).shiftRight(1);
    return middle.compareTo(from) > 0 ? List.of(middle.toString()) : List.of();
  }

  private static List<String> decimal(String low, String high) {
    BigDecimal from = new BigDecimal(low);
    BigDecimal to = new BigDecimal(high);
    int scale = Math.max(from.scale(), to.scale());
    BigDecimal middle = from.add(to).divide(BigDecimal.valueOf(2), scale, RoundingMode.FLOOR);
    return middle.compareTo(from) > 0 ? List.of(middle.toPlainString()) : List.of();
  }

  private static List<String> floating(String low, String high) {
    double from = Double.parseDouble(low);
    double to = Double.parseDouble(high);
    List<String> found = new ArrayList<>();
    // by value, and by magnitude for numbers that grow without measure
    for (double middle : new double[] {from / 2 + to / 2, magnitude(from, to)}) {
      if (middle > from && middle < to) {
        found.add(Double.toString(middle));
      }
    }
    return found;
  }

  /** The number that as many others lie below as above, of all between the two. */
  private static double magnitude(double from, double to) {
    long middle = (rank(from) >> 1) + (rank(to) >> 1);
    return Double.longBitsToDouble(middle < 0 ? Long.MIN_VALUE - middle : middle);
  }

  /** Where a number stands among all. */
  private static long rank(double number) {
    long bits = Double.doubleToLongBits(number);
    return bits < 0 ? Long.MIN_VALUE - bits : bits;
  }

  private static List<String> date(String low, String high) {
    long from = day(low).toEpochDay();
    long middle = Math.floorDiv(from + day(high).toEpochDay(), 2);
    return middle > from ? List.of(LocalDate.ofEpochDay(middle).toString()) : List.of();
  }

  /** A day, or one before all others for what no calendar has. */
  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException zero) {
      return LocalDate.of(1, 1, 1);
    }
  }

  private static List<String> moment(String low, String high, String zone) {
    long from = second(low);
    long middle = Math.floorDiv(from + second(high), 2);
    return middle > from
        ? List.of(LocalDateTime.ofEpochSecond(middle, 0, ZoneOffset.UTC) + zone)
        : List.of();
  }

  private static long second(String text) {
    try {
      return LocalDateTime.parse(text).toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeException zero) {
      return day("").atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    }
  }

  private static List<String> length(String low, String high) {
    long from = seconds(low);
    long middle = Math.floorDiv(from + seconds(high), 2);
    if (middle <= from) {
      return List.of();
    }
    long size = Math.abs(middle);
    return List.of(
        String.format(
            Locale.ROOT,
            "%s%02d:%02d:%02d",
            middle < 0 ? "-" : "",
            size / 3600,
            size / 60 % 60,
            size % 60));
  }

  private static long seconds(String text) {
    String[] parts = text.replace("-", "").split("[:.]", -1);
    long size =
        Long.parseLong(parts[0]) * 3600 + Long.parseLong(parts[1]) * 60 + Long.parseLong(parts[2]);
    return text.startsWith("-") ? -size : size;
  }

  private static List<String> bytes(String low, String high) {
    List<String> found = new ArrayList<>();
    add(found, low, high, HEX);
    return found.stream().map(hex -> hex.length() % 2 == 0 ? hex : hex + "0").toList();
  }

  private static List<String> text(String low, String high) {
    List<String> found = new ArrayList<>();
    String from = low.toLowerCase(Locale.ROOT);
    String to = high.toLowerCase(Locale.ROOT);
    if (isHex(from) && isHex(to)) {
      add(found, from, to, HEX);
    }
    add(found, from, to, WORDS);
    add(found, low, high, printable());
    int at = common(low, high);
    if (at < high.length()) {
      int below = at < low.length() ? low.charAt(at) : 0;
      char middle = (char) ((below + high.charAt(at)) / 2);
      if (middle > below && !Character.isSurrogate(middle)) {
        found.add(high.substring(0, at) + middle);
      }
    }
    return found.stream().distinct().toList();
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(each -> HEX.indexOf(each) >= 0 || each == '-');
  }

  private static String printable() {
    StringBuilder all = new StringBuilder();
    for (char each = ' '; each < 127; each++) {
      all.append(each);
    }
    return all.toString();
  }

  private static int common(String low, String high) {
    int at = 0;
    while (at < low.length() && at < high.length() && low.charAt(at) == high.charAt(at)) {
      at++;
    }
    return at;
  }

  /** Adds what both begin with and the middle of the digits that follow, to the alphabet's base. */
  private static void add(List<String> found, String low, String high, String alphabet) {
    int at = common(low, high);
    BigInteger from = number(low, at, alphabet);
    BigInteger to = number(high, at, alphabet);
    BigInteger middle = from.add(to).shiftRight(1);
    if (middle.compareTo(from) <= 0) {
      return;
    }
    StringBuilder digits = new StringBuilder();
    BigInteger base = BigInteger.valueOf(alphabet.length());
    for (int i = 0; i < DIGITS; i++) {
      BigInteger[] parts = middle.divideAndRemainder(base);
      digits.insert(0, alphabet.charAt(parts[1].intValue()));
      middle = parts[0];
    }
    int end = digits.length();
    while (end > 1 && digits.charAt(end - 1) == alphabet.charAt(0)) {
      end--;
    }
    found.add(high.substring(0, at) + digits.substring(0, end));
  }

  private static BigInteger number(String text, int from, String alphabet) {
    BigInteger number = BigInteger.ZERO;
    for (int i = from; i < from + DIGITS; i++) {
      int digit = i < text.length() ? digit(text.charAt(i), alphabet) : 0;
      number =
          number.multiply(BigInteger.valueOf(alphabet.length())).add(BigInteger.valueOf(digit));
    }
    return number;
  }

  /** The place of a character in the alphabet, or of the last one before it. */
  private static int digit(char each, String alphabet) {
    int digit = alphabet.length() - 1;
    while (digit > 0 && alphabet.charAt(digit) > each) {
      digit--;
    }
    return digit;
  }
}

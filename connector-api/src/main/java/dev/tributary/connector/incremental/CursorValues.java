package dev.tributary.connector.incremental;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAmount;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads, compares and writes the values of one incremental field; exact, and only ever rounded
 * down.
 */
final class CursorValues {
  private static final int LONGEST_NUMBER = 1_000;
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern BROKEN = Pattern.compile("[+-]?[0-9]+(?:\\.[0-9]*)?");
  private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(Instant.MAX.getEpochSecond());

  private final String field;
  private final CursorType type;
  private final @Nullable ZoneId zone;
  private final @Nullable DatePattern pattern;
  private final Duration granularity;

  CursorValues(
      String field,
      CursorType type,
      @Nullable ZoneId zone,
      @Nullable DatePattern pattern,
      Duration granularity) {
    this.field = field;
    this.type = type;
    this.zone = zone;
    this.pattern = pattern;
    this.granularity = granularity;
  }

  /** Compares two values as the source orders them. */
  int compare(String one, String other) {
    if (one.equals(other)) {
      return 0;
    }
    return switch (type) {
      case TIMESTAMP, DATE -> compareTimes(time(one), time(other));
      case EPOCH_SECONDS, EPOCH_MILLIS, DECIMAL -> decimal(one).compareTo(decimal(other));
      case INTEGER -> integer(one).compareTo(integer(other));
      case TEXT -> compareCodePoints(one, other);
    };
  }

  private int compareTimes(TimeText one, TimeText other) {
    boolean sameClock = one.local() == other.local();
    return sameClock ? one.compareTo(other) : one.in(zone()).compareTo(other.in(zone()));
  }

  private static int compareCodePoints(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        // Halves of surrogate pairs stand for code points above all others.
        boolean sameKind = Character.isSurrogate(a) == Character.isSurrogate(b);
        return sameKind ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /** Returns whether the value is one that a later value can exceed. */
  boolean isFinite(String value) {
    return (type != CursorType.TIMESTAMP && type != CursorType.DATE) || time(value).isFinite();
  }

  /** Returns the text of a point in time as a bound, rounded down. */
  String bound(Instant instant) {
    if (type == CursorType.EPOCH_SECONDS) {
      return Long.toString(
          floor(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)).toEpochSecond(ZoneOffset.UTC));
    }
    if (type == CursorType.EPOCH_MILLIS) {
      LocalDateTime utc = floor(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
      return Long.toString(utc.toInstant(ZoneOffset.UTC).toEpochMilli());
    }
    LocalDateTime local = floor(beforeOverlap(LocalDateTime.ofInstant(instant, zone())));
    if (pattern != null) {
      return pattern.format(local);
    }
    return zone == null
        ? DateTimeFormatter.ISO_INSTANT.format(local.toInstant(ZoneOffset.UTC))
        : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local);
  }

  /**
   * Where a clock on the wall repeats an hour, its texts do not tell the two apart: rows of the
   * second pass would come behind a bound set in the first. So a bound waits before the hour until
   * it is over.
   */
  private LocalDateTime beforeOverlap(LocalDateTime local) {
    var transition = zone().getRules().getTransition(local);
    return transition != null && transition.isOverlap() ? transition.getDateTimeAfter() : local;
  }

  private LocalDateTime floor(LocalDateTime time) {
    long second = time.toEpochSecond(ZoneOffset.UTC);
    long step = granularity.getSeconds();
    if (step > 0) {
      return LocalDateTime.ofEpochSecond(second - Math.floorMod(second, step), 0, ZoneOffset.UTC);
    }
    int exact = time.get(ChronoField.NANO_OF_SECOND);
    int nanos = exact - exact % Math.max(1, granularity.getNano());
    return LocalDateTime.ofEpochSecond(second, nanos, ZoneOffset.UTC);
  }

  /** Returns a bound that a person wrote, such as a plain date, as the source writes its values. */
  String asBound(String text) {
    if (!type.isTime()) {
      compare(text, "0".equals(text) ? "1" : "0"); // fails if it is no value of the type
      return text;
    }
    boolean number = WHOLE.matcher(text).matches() && text.length() > 4;
    if (type == CursorType.EPOCH_SECONDS || type == CursorType.EPOCH_MILLIS) {
      return number ? text : bound(parsed(text).in(zone()).floor());
    }
    TimeText time = time(text);
    boolean exactAlready = pattern == null && text.strip().length() > 10;
    return exactAlready ? text : bound(time.in(zone()).floor());
  }

  /** Returns a value that is earlier or smaller by this, rounded down. */
  String minus(String value, TemporalAmount amount) {
    Instant instant = time(value).in(zone()).floor();
    return bound(instant.atZone(zone()).minus(amount).toInstant());
  }

  /** Returns a value that is later by this, rounded down. */
  String plus(String value, TemporalAmount amount) {
    Instant instant = time(value).in(zone()).floor();
    return bound(instant.atZone(zone()).plus(amount).toInstant());
  }

  /** Returns a whole number that is larger by this. */
  String plus(String value, long units) {
    return integer(value).add(BigInteger.valueOf(units)).toString();
  }

  private TimeText time(String value) {
    return switch (type) {
      case EPOCH_SECONDS -> TimeText.of(instant(decimal(value)));
      case EPOCH_MILLIS -> TimeText.of(instant(decimal(value).movePointLeft(3)));
      default -> parsed(value);
    };
  }

  private TimeText parsed(String value) {
    if (pattern != null) {
      try {
        LocalDateTime local = pattern.parse(value);
        TimeText utc = TimeText.of(local.toInstant(ZoneOffset.UTC));
        return new TimeText(utc.second(), utc.fraction(), true);
      } catch (DateTimeException otherForm) {
        // the general form is tried below
      }
    }
    try {
      return TimeText.parse(value);
    } catch (DateTimeException noTime) {
      throw wrong(value, noTime);
    }
  }

  private Instant instant(BigDecimal seconds) {
    if (seconds.abs().compareTo(MOST_SECONDS) > 0) {
      throw wrong(seconds.toPlainString(), null);
    }
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    long nanos = seconds.subtract(whole).movePointRight(9).longValue();
    return Instant.ofEpochSecond(whole.longValueExact(), nanos);
  }

  private BigInteger integer(String value) {
    String plain = value.strip();
    if (plain.length() > LONGEST_NUMBER || !WHOLE.matcher(plain).matches()) {
      throw wrong(value, null);
    }
    return new BigInteger(plain.startsWith("+") ? plain.substring(1) : plain);
  }

  private BigDecimal decimal(String value) {
    String plain = value.strip();
    if (plain.length() > LONGEST_NUMBER || !BROKEN.matcher(plain).matches()) {
      throw wrong(value, null);
    }
    return new BigDecimal(plain);
  }

  private ZoneId zone() {
    return zone == null ? ZoneOffset.UTC : zone;
  }

  private ConnectorException wrong(String value, @Nullable Exception cause) {
    String shown = value.length() > 60 ? value.substring(0, 60) + "…" : value;
    return ConnectorException.of(
            ErrorKind.DATA, "\"" + shown + "\" is no value of type " + type + " to go on from")
        .place("incremental_field " + field)
        .remedy("Check incremental_field and incremental_field_type")
        .cause(cause)
        .build();
  }
}

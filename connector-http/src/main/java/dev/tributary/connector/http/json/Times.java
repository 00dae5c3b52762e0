package dev.tributary.connector.http.json;

/**
 * Reads days and times of ISO 8601 from bytes, exactly: {@code 2026-11-21}, {@code 2026-11-21
 * 03:45}, {@code 2026-11-21T03:45:00.123456789+01:00}.
 *
 * <p>Years have four digits; a day and a time are separated by {@code T} or a space; seconds and
 * their fraction may be missing; an offset is {@code Z}, {@code +01}, {@code +0100} or {@code
 * +01:00}, and a space may stand before it. The result stands in the fields. Reused.
 */
final class Times {
  /** What a text shows. */
  enum Form {
    NONE,
    DATE,
    LOCAL,
    INSTANT
  }

  private static final long MINUTE_MICROS = 60_000_000L;
  private static final long DAY_MICROS = 1440 * MINUTE_MICROS;
  private static final int SHORTEST = 10;
  private static final int SHORTEST_WITH_TIME = 16;

  /** A date's days since 1970-01-01. */
  int days;

  /** A time's microseconds since 1970-01-01, rounded down, and the nanoseconds above them. */
  long micros;

  int nanos;

  private int p;

  /** Reads a text, all of it or nothing. */
  Form read(byte[] b, int from, int to) {
    int length = to - from;
    if (length < SHORTEST || b[from + 4] != '-' || b[from + 7] != '-' || !date(b, from)) {
      return Form.NONE;
    }
    if (length == SHORTEST) {
      return Form.DATE;
    }
    byte mark = b[from + 10];
    if (length < SHORTEST_WITH_TIME || (mark != 'T' && mark != ' ' && mark != 't')) {
      return Form.NONE;
    }
    long seconds = time(b, from + 11, to);
    if (seconds < 0) {
      return Form.NONE;
    }
    micros += days * DAY_MICROS + seconds * 1_000_000L;
    return p == to ? Form.LOCAL : offset(b, to) ? Form.INSTANT : Form.NONE;
  }

  private boolean date(byte[] b, int at) {
    int century = two(b, at);
    int rest = two(b, at + 2);
    int month = two(b, at + 5);
    int day = two(b, at + 8);
    if ((century | rest | month | day) < 0 || month < 1 || month > 12 || day < 1) {
      return false;
    }
    int year = century * 100 + rest;
    if (day > 28 && day > lengthOfMonth(year, month)) {
      return false;
    }
    // counted from 1 March, so that a leap day is a year's last; day 719468 is 1970-01-01
    int y = month > 2 ? year : year - 1;
    int m = month > 2 ? month - 3 : month + 9;
    int leaps = Math.floorDiv(y, 4) - Math.floorDiv(y, 100) + Math.floorDiv(y, 400);
    days = 365 * y + leaps + (153 * m + 2) / 5 + day - 1 - 719468;
    return true;
  }

  private static int lengthOfMonth(int year, int month) {
    if (month == 2) {
      boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      return leap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** Reads a time of day into seconds, micros and nanos, and leaves {@link #p} behind it. */
  private long time(byte[] b, int at, int to) {
    int hours = two(b, at);
    int minutes = two(b, at + 3);
    micros = 0;
    nanos = 0;
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || b[at + 2] != ':') {
      return -1;
    }
    p = at + 5;
    int seconds = 0;
    if (p < to && b[p] == ':') {
      seconds = p + 3 <= to ? two(b, p + 1) : -1;
      p += 3;
      if (seconds < 0 || seconds > 59 || (p < to && b[p] == '.' && !fraction(b, p + 1, to))) {
        return -1;
      }
    }
    return hours * 3600L + minutes * 60L + seconds;
  }

  /** Reads the digits behind the point: nine of them count, more may only be zeros. */
  private boolean fraction(byte[] b, int from, int to) {
    int value = 0;
    int i = from;
    for (; i < to && b[i] >= '0' && b[i] <= '9'; i++) {
      if (i - from < 9) {
        value = value * 10 + b[i] - '0';
      } else if (b[i] != '0') {
        return false;
      }
    }
    for (int digits = i - from; digits < 9; digits++) {
      value *= 10;
    }
    micros = value / 1000;
    nanos = value % 1000;
    p = i;
    return i > from;
  }

  private boolean offset(byte[] b, int to) {
    if (b[p] == ' ') {
      p++;
    }
    int left = to - p;
    if (left == 1) {
      return b[p] == 'Z' || b[p] == 'z';
    }
    boolean colon = left == 6 && b[p + 3] == ':';
    if ((left != 3 && left != 5 && !colon) || (b[p] != '+' && b[p] != '-')) {
      return false;
    }
    int hours = two(b, p + 1);
    int minutes = left == 3 ? 0 : two(b, colon ? p + 4 : p + 3);
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return false;
    }
    long shift = (hours * 60L + minutes) * MINUTE_MICROS;
    micros += b[p] == '+' ? -shift : shift;
    return true;
  }

  /** Returns the number of two digits, or a negative one if they are none. */
  private static int two(byte[] b, int at) {
    int tens = b[at] - '0';
    int ones = b[at + 1] - '0';
    return (tens | ones | 9 - tens | 9 - ones) < 0 ? -1 : tens * 10 + ones;
  }
}

package dev.tributary.connector.batch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A record that could not be read, kept as it came so that nothing is lost.
 *
 * <p>Rejects travel with the batch, under its checkpoint, so that a quarantine holds each of them
 * as surely as a table holds the records. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Reject {
  /** How many bytes of the raw record are kept at most. */
  public static final int MAX_RAW = 64 << 10;

  private static final int OVERHEAD = 120;

  private final String place;
  private final String reason;
  private final byte[] raw;
  private final long rawLength;

  private Reject(String place, String reason, byte[] raw, long rawLength) {
    this.place = place;
    this.reason = reason;
    this.raw = raw;
    this.rawLength = rawLength;
  }

  /**
   * Returns a reject.
   *
   * @param place where the record stands, such as {@code orders.csv, line 17}; without secrets
   * @param reason why it cannot be read, as a clause without a full stop
   * @param raw the record as it came; of a longer one the first {@value #MAX_RAW} bytes are kept
   */
  public static Reject of(String place, String reason, byte[] raw) {
    return new Reject(place, reason, Arrays.copyOf(raw, Math.min(raw.length, MAX_RAW)), raw.length);
  }

  /** Returns where the record stands. */
  public String place() {
    return place;
  }

  /** Returns why the record cannot be read. */
  public String reason() {
    return reason;
  }

  /** Returns a copy of the record's bytes, at most {@value #MAX_RAW} of them. */
  public byte[] raw() {
    return raw.clone();
  }

  /** Returns the kept bytes as text for people; what is not UTF-8 shows as a replacement sign. */
  public String rawText() {
    return new String(raw, StandardCharsets.UTF_8);
  }

  /** Returns how many bytes the record had. */
  public long rawLength() {
    return rawLength;
  }

  /** Returns whether only the beginning of the record is kept. */
  public boolean isCut() {
    return rawLength > raw.length;
  }

  long bytes() {
    return OVERHEAD + place.length() + reason.length() + (long) raw.length;
  }

  @Override
  public String toString() {
    return place + ": " + reason;
  }
}

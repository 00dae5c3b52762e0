package dev.tributary.connector.rest;

import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Options;
import java.time.Duration;

/**
 * How often the API may be asked: what {@code rate_limit_config} holds.
 *
 * @since 0.1.0
 */
public final class RateLimitOptions {
  /** The most requests in any second. */
  public static final Option<Long> PER_SECOND =
      Option.longInteger("requests_per_second").atLeast(1L).doc("The most requests in any second");

  /** The most requests in any minute. */
  public static final Option<Long> PER_MINUTE =
      Option.longInteger("requests_per_minute").atLeast(1L).doc("The most requests in any minute");

  /** The most requests in any hour. */
  public static final Option<Long> PER_HOUR =
      Option.longInteger("requests_per_hour").atLeast(1L).doc("The most requests in any hour");

  /** The most requests in any 24 hours. */
  public static final Option<Long> PER_DAY =
      Option.longInteger("requests_per_day").atLeast(1L).doc("The most requests in any 24 hours");

  /** The most requests at once. */
  public static final Option<Integer> CONCURRENT =
      Option.integer("concurrent_requests").atLeast(1).doc("The most requests at once");

  /** Which part of the quota is used. */
  public static final Option<Double> SHARE =
      Option.number("share_of_quota", 1.0)
          .check(share -> share > 0 && share <= 1, "more than 0 and at most 1")
          .doc("Which part of the limits is used, so that others are left something")
          .example("0.8");

  /** How retries slow down. */
  public static final Option<Double> BACKOFF_FACTOR =
      Option.number("backoff_factor", 2.0)
          .between(1.0, 1000.0)
          .doc("By which factor the pause before a retry grows each time");

  /** The longest pause before a retry. */
  public static final Option<Duration> MAX_BACKOFF =
      Option.seconds("max_backoff", 60).doc("The longest pause that a retry makes by itself");

  /** The longest pause that the API may ask for. */
  public static final Option<Duration> MAX_PAUSE =
      Option.seconds("max_pause", 900)
          .doc(
              "The longest pause that the API may ask for; beyond it the read ends, with its state"
                  + " kept");

  /** The header with the quota. */
  public static final Option<String> LIMIT_HEADER =
      Option.string("limit_header")
          .doc("The API's own header with the quota; the usual names are known");

  /** The header with what is left of the quota. */
  public static final Option<String> REMAINING_HEADER =
      Option.string("remaining_header").doc("The API's own header with what is left of the quota");

  /** The header with when the quota is full again. */
  public static final Option<String> RESET_HEADER =
      Option.string("reset_header")
          .doc("The API's own header with when the quota is full again: seconds or a date");

  private static final OptionSet CONFIG =
      OptionSet.of(
          PER_SECOND,
          PER_MINUTE,
          PER_HOUR,
          PER_DAY,
          CONCURRENT,
          SHARE,
          BACKOFF_FACTOR,
          MAX_BACKOFF,
          MAX_PAUSE,
          LIMIT_HEADER,
          REMAINING_HEADER,
          RESET_HEADER);

  /** How often the API may be asked. */
  public static final Option<Options> RATE_LIMIT_CONFIG =
      Option.object("rate_limit_config", CONFIG)
          .doc("How often the API may be asked, by all that use the same credential together");

  private RateLimitOptions() {}
}

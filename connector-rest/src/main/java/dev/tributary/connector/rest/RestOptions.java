package dev.tributary.connector.rest;

import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * The connection: where the API is, who asks, and how it wants to be asked.
 *
 * @since 0.1.0
 */
public final class RestOptions {
  /** Where the API is. */
  public static final Option<URI> BASE_URL =
      Option.uri("base_url")
          .required()
          .check(RestOptions::isWeb, "a URL that begins with https:// or http://")
          .check(
              url -> url.getRawUserInfo() == null,
              "without user and password, which belong into `auth_config`")
          .check(RestOptions::namesHost, "a URL with a host of letters, digits and hyphens")
          .doc("Where the API is; the credential is sent to no other host")
          .example("https://api.example.com/v1");

  /** How long to wait. */
  public static final Option<Duration> TIMEOUT =
      Option.seconds("timeout", 30)
          .check(timeout -> !timeout.isZero(), "more than 0")
          .doc("How long to wait for a connection, for an answer to begin, and for its next bytes");

  /** How often to try again. */
  public static final Option<Integer> MAX_RETRIES =
      Option.integer("max_retries", 3)
          .between(0, 100)
          .doc("How often a request that failed in passing is tried again");

  /** Whether the server must prove who it is. */
  public static final Option<Boolean> VERIFY_SSL =
      Option.bool("verify_ssl", true)
          .doc(
              "Whether the server's certificate is checked; without it anybody on the way can read"
                  + " and change everything");

  /** Headers of every request. */
  public static final Option<Map<String, Secret>> DEFAULT_HEADERS =
      Option.secrets("default_headers").orElse(Map.of()).doc("Headers of every request");

  /** The streams that the source offers. */
  public static final Option<Map<String, Options>> STREAMS =
      Option.named("streams", RestStreamOptions.ALL)
          .orElse(Map.of())
          .doc("The streams that the source offers, by name, with the settings of an extraction");

  /** All of them. */
  static final OptionSet ALL =
      OptionSet.of(BASE_URL)
          .plus(AuthOptions.ALL)
          .plus(
              TIMEOUT,
              MAX_RETRIES,
              VERIFY_SSL,
              DEFAULT_HEADERS,
              PaginationOptions.PAGINATION_TYPE,
              PaginationOptions.PAGINATION_CONFIG,
              RateLimitOptions.RATE_LIMIT_CONFIG,
              STREAMS);

  private RestOptions() {}

  static boolean isWeb(URI url) {
    return "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
  }

  /** Names of other letters are no hosts until they are written in their ASCII form. */
  static boolean namesHost(URI url) {
    return url.getRawUserInfo() != null || url.getHost() != null;
  }
}

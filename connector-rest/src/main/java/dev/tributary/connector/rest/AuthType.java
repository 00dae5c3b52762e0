package dev.tributary.connector.rest;

/**
 * How an API wants to be told who asks.
 *
 * @since 0.1.0
 */
public enum AuthType {
  /** It does not. */
  NONE,
  /** By a key in a header, in the query or in a cookie. */
  API_KEY,
  /** By user and password in a Basic header. */
  BASIC_AUTH,
  /** By a token in a Bearer header. */
  BEARER,
  /** By access tokens that are got from a token URL and expire. */
  OAUTH2,
  /** By a signed JSON Web Token; not available yet. */
  JWT,
  /** By a token that a login request hands out; not available yet. */
  SESSION_TOKEN,
  /** By a class of one's own; not available yet. */
  CUSTOM;

  boolean isAvailable() {
    return compareTo(OAUTH2) <= 0;
  }
}

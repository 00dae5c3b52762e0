package dev.tributary.connector.rest;

/**
 * How OAuth2 access tokens are got.
 *
 * @since 0.1.0
 */
public enum GrantType {
  /** With the client's own id and secret. */
  CLIENT_CREDENTIALS,
  /** With a refresh token that somebody was given before. */
  REFRESH_TOKEN
}

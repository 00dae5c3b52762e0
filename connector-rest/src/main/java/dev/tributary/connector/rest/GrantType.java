package dev.tributary.connector.rest;

/** How OAuth2 access tokens are got. */
public enum GrantType {
  /** With the client's own id and secret. */
  CLIENT_CREDENTIALS,
  /** With a refresh token that somebody was given before. */
  REFRESH_TOKEN
}

package dev.tributary.connector.http;

import dev.tributary.connector.option.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How OAuth2 access tokens are got (RFC 6749): by client credentials or by a refresh token.
 *
 * <p>Immutable and thread-safe; each method that sets something returns a copy.
 */
public final class OAuth2 {
  /**
   * Returns the grant by the client's own credentials.
   *
   * @param tokenUrl where tokens are got; the client's credentials are sent nowhere else
   */
  public static OAuth2 clientCredentials(URI tokenUrl, Secret clientId, Secret clientSecret) {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns the grant by a refresh token.
   *
   * @param tokenUrl where tokens are got; the refresh token is sent nowhere else
   * @param clientId the client
   * @param clientSecret its secret, or null for a public client
   * @param refreshToken the token; if the source rotates it, the new one is {@linkplain
   *     Secret#replace handed to the host}
   */
  public static OAuth2 refreshToken(
      URI tokenUrl, Secret clientId, @Nullable Secret clientSecret, Secret refreshToken) {
    throw new UnsupportedOperationException();
  }

  /** Returns a copy that asks for these scopes. */
  public OAuth2 scopes(List<String> scopes) {
    throw new UnsupportedOperationException();
  }

  /** Returns a copy that sends one more parameter with its token requests. */
  public OAuth2 parameter(String name, Secret value) {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns a copy that sends the client's credentials in a Basic header (true) or in the form
   * (false, the default).
   */
  public OAuth2 clientInHeader(boolean header) {
    throw new UnsupportedOperationException();
  }

  /** Returns a copy that gets a new token this long before the old one expires; 60 s by default. */
  public OAuth2 margin(Duration margin) {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns a copy that sends the token in another header; {@code Authorization: Bearer …} by
   * default.
   */
  public OAuth2 header(String name, String prefix) {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns the authorizer.
   *
   * @param tokens where tokens are kept; everything that shares it and uses the same credential
   *     shares one token
   */
  public Authorizer in(TokenCache tokens) {
    throw new UnsupportedOperationException();
  }
}

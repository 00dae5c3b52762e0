package dev.tributary.connector.http;

import dev.tributary.connector.option.Secret;

/**
 * Makes the credentials of most APIs: none, API keys, user and password, bearer tokens.
 *
 * @since 0.1.0
 */
public final class Credentials {
  private Credentials() {}

  /** Returns no credential. */
  public static Authorizer none() {
    return (request, plain) -> request;
  }

  /**
   * Returns an API key in a header.
   *
   * @param header such as {@code X-Api-Key}
   * @param prefix what stands before the key, with its blank if there is one; mostly ""
   * @param key the key
   */
  public static Authorizer header(String header, String prefix, Secret key) {
    return SecretCredential.of(
        key, header, (request, value) -> request.header(header, prefix + value));
  }

  /**
   * Returns an API key in the query.
   *
   * @param parameter the name of the parameter, such as {@code api_key}
   * @param key the key
   */
  public static Authorizer query(String parameter, Secret key) {
    return SecretCredential.of(
        key, parameter, (request, value) -> request.replacingQuery(parameter, value));
  }

  /**
   * Returns an API key in a cookie.
   *
   * @param cookie the name of the cookie
   * @param key the key
   */
  public static Authorizer cookie(String cookie, Secret key) {
    return SecretCredential.of(key, cookie, (request, value) -> request.cookie(cookie, value));
  }

  /** Returns a token as {@code Authorization: Bearer …}. */
  public static Authorizer bearer(Secret token) {
    return header("Authorization", "Bearer ", token);
  }

  /**
   * Returns tokens of a grant as {@code Authorization: Bearer …}: got when the first request needs
   * one, again a minute before it expires, by one thread for all, and once more when a request is
   * refused with 401.
   *
   * @param grant gets tokens
   * @param tokens where tokens are kept; everything that shares it and uses the same credential
   *     shares one token
   */
  public static Authorizer tokens(TokenGrant grant, TokenCache tokens) {
    return new TokenAuthorizer("Authorization", "Bearer ", new GrantedTokens(grant), tokens);
  }

  /** Returns user and password as {@code Authorization: Basic …}, in UTF-8. */
  public static Authorizer basic(Secret user, Secret password) {
    return new BasicCredential(user, password);
  }
}

package dev.tributary.connector.http;

import dev.tributary.connector.option.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How OAuth2 access tokens are got (RFC 6749): by client credentials or by a refresh token.
 *
 * <p>A token is got when the first request needs it, and again a little before it expires, by one
 * thread for all. A request that is refused with 401 gets a new token and one more attempt. Where
 * the source rotates the refresh token, the new one is {@linkplain Secret#replace handed to the
 * host}; where its reply holds none, the old one stays.
 *
 * <p>Immutable and thread-safe; each method that sets something returns a copy.
 *
 * @since 0.1.0
 */
public final class OAuth2 {
  private final Draft draft;

  private OAuth2(Draft draft) {
    this.draft = draft;
  }

  /** What a copy is made of; never changed once it is in one. */
  private static final class Draft implements Cloneable {
    final URI tokenUrl;
    final Secret clientId;
    final @Nullable Secret clientSecret;
    final @Nullable Secret refreshToken;
    List<String> scopes = List.of();
    Map<String, Secret> parameters = Map.of();
    boolean clientInHeader;
    Duration margin = Duration.ofSeconds(60);
    String header = "Authorization";
    String prefix = "Bearer ";

    Draft(
        URI tokenUrl,
        Secret clientId,
        @Nullable Secret clientSecret,
        @Nullable Secret refreshToken) {
      this.tokenUrl = Urls.checked(tokenUrl);
      this.clientId = Objects.requireNonNull(clientId, "clientId");
      this.clientSecret = clientSecret;
      this.refreshToken = refreshToken;
    }

    @Override
    protected Draft clone() {
      try {
        return (Draft) super.clone();
      } catch (CloneNotSupportedException impossible) {
        throw new AssertionError(impossible);
      }
    }
  }

  private OAuth2 with(Consumer<Draft> change) {
    Draft copy = draft.clone();
    change.accept(copy);
    return new OAuth2(copy);
  }

  /**
   * Returns the grant by the client's own credentials.
   *
   * @param tokenUrl where tokens are got; the client's credentials are sent nowhere else
   * @param clientId the client
   * @param clientSecret its secret
   * @throws IllegalArgumentException if the URL is no absolute one of {@code http} or {@code https}
   */
  public static OAuth2 clientCredentials(URI tokenUrl, Secret clientId, Secret clientSecret) {
    return new OAuth2(
        new Draft(tokenUrl, clientId, Objects.requireNonNull(clientSecret, "clientSecret"), null));
  }

  /**
   * Returns the grant by a refresh token.
   *
   * @param tokenUrl where tokens are got; the refresh token is sent nowhere else
   * @param clientId the client
   * @param clientSecret its secret, or null for a public client
   * @param refreshToken the token; a {@code secret://} reference, so that a rotated one is kept
   * @throws IllegalArgumentException if the URL is no absolute one of {@code http} or {@code https}
   */
  public static OAuth2 refreshToken(
      URI tokenUrl, Secret clientId, @Nullable Secret clientSecret, Secret refreshToken) {
    Objects.requireNonNull(refreshToken, "refreshToken");
    return new OAuth2(new Draft(tokenUrl, clientId, clientSecret, refreshToken));
  }

  /** Returns a copy that asks for these scopes. */
  public OAuth2 scopes(List<String> scopes) {
    List<String> copied = List.copyOf(scopes);
    return with(copy -> copy.scopes = copied);
  }

  /** Returns a copy that sends one more parameter, such as {@code audience}, for tokens. */
  public OAuth2 parameter(String name, Secret value) {
    Map<String, Secret> all = new LinkedHashMap<>(draft.parameters);
    all.put(name, value);
    return with(copy -> copy.parameters = all);
  }

  /**
   * Returns a copy that sends the client's credentials in a Basic header (true) or in the form
   * (false, the default).
   */
  public OAuth2 clientInHeader(boolean header) {
    return with(copy -> copy.clientInHeader = header);
  }

  /**
   * Returns a copy that gets a new token this long before the old one expires, but not before four
   * fifths of its life; 60 s by default.
   */
  public OAuth2 margin(Duration margin) {
    if (margin.isNegative()) {
      throw new IllegalArgumentException("the margin is " + margin + "; it must not be negative");
    }
    return with(copy -> copy.margin = margin);
  }

  /**
   * Returns a copy that sends the token in another header than {@code Authorization: Bearer …}.
   *
   * @param name the header
   * @param prefix what stands before the token, with its blank if there is one
   */
  public OAuth2 header(String name, String prefix) {
    return with(
        copy -> {
          copy.header = name;
          copy.prefix = prefix;
        });
  }

  /**
   * Returns the authorizer.
   *
   * @param tokens where tokens are kept; everything that shares it and uses the same credential
   *     shares one token
   */
  public Authorizer in(TokenCache tokens) {
    return new TokenAuthorizer(draft.header, draft.prefix, new TokenEndpoint(this), tokens);
  }

  URI tokenUrl() {
    return draft.tokenUrl;
  }

  Secret clientId() {
    return draft.clientId;
  }

  @Nullable Secret clientSecret() {
    return draft.clientSecret;
  }

  @Nullable Secret refreshToken() {
    return draft.refreshToken;
  }

  List<String> scopes() {
    return draft.scopes;
  }

  Map<String, Secret> parameters() {
    return draft.parameters;
  }

  boolean clientInHeader() {
    return draft.clientInHeader;
  }

  Duration margin() {
    return draft.margin;
  }

  /** Returns where tokens come from, and no secret. */
  @Override
  public String toString() {
    String grant = draft.refreshToken == null ? "client credentials" : "refresh token";
    return "OAuth2 by " + grant + " at " + Urls.plain(draft.tokenUrl);
  }
}

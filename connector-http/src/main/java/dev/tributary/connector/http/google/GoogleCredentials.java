package dev.tributary.connector.http.google;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.http.Authorizer;
import dev.tributary.connector.http.Credentials;
import dev.tributary.connector.http.OAuth2;
import dev.tributary.connector.http.TokenCache;
import dev.tributary.connector.option.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who asks Google: nobody, a service account, a user, or whoever this machine runs as; perhaps in
 * the name of another service account.
 *
 * <p>Tokens are shared by all that use one credential with one host, renewed early by one thread
 * for all, and once more when Google refuses one. Immutable and thread-safe; each method that sets
 * something returns a copy.
 *
 * @since 0.1.0
 */
public final class GoogleCredentials {
  /** The scope that means everything that the account may do. */
  public static final String CLOUD_PLATFORM = "https://www.googleapis.com/auth/cloud-platform";

  private static final URI IAM = URI.create("https://iamcredentials.googleapis.com");
  private static final String VARIABLE = "GOOGLE_APPLICATION_CREDENTIALS";

  private final @Nullable Secret given;
  private final boolean anonymous;
  private final List<String> scopes;
  private final @Nullable String impersonated;
  private final URI iam;

  private GoogleCredentials(
      @Nullable Secret given,
      boolean anonymous,
      List<String> scopes,
      @Nullable String impersonated,
      URI iam) {
    this.given = given;
    this.anonymous = anonymous;
    this.scopes = scopes;
    this.impersonated = impersonated;
    this.iam = iam;
  }

  /** Returns no credential: for public data and for emulators. */
  public static GoogleCredentials none() {
    return new GoogleCredentials(null, true, List.of(CLOUD_PLATFORM), null, IAM);
  }

  /**
   * Returns what Google calls application default: the file that {@code
   * GOOGLE_APPLICATION_CREDENTIALS} names, else gcloud's own, else the account of the machine.
   */
  public static GoogleCredentials applicationDefault() {
    return new GoogleCredentials(null, false, List.of(CLOUD_PLATFORM), null, IAM);
  }

  /**
   * Returns the credential of a key file.
   *
   * @param keyOrPath the JSON of a service account's key, of a user or of an impersonation; or the
   *     path of a file that holds it
   */
  public static GoogleCredentials of(Secret keyOrPath) {
    return new GoogleCredentials(
        Objects.requireNonNull(keyOrPath), false, List.of(CLOUD_PLATFORM), null, IAM);
  }

  /** Returns a copy that asks for tokens of these scopes; {@link #CLOUD_PLATFORM} by default. */
  public GoogleCredentials scopes(List<String> scopes) {
    return new GoogleCredentials(given, anonymous, List.copyOf(scopes), impersonated, iam);
  }

  /** Returns a copy that acts as a service account, which the credential itself may do. */
  public GoogleCredentials impersonating(String serviceAccount) {
    return new GoogleCredentials(given, anonymous, scopes, serviceAccount, iam);
  }

  /** Returns a copy that asks another server than Google's for impersonation. */
  public GoogleCredentials iamEndpoint(URI endpoint) {
    return new GoogleCredentials(given, anonymous, scopes, impersonated, endpoint);
  }

  /**
   * Returns the authorizer. Files are looked for now; what they hold is used with the first
   * request.
   *
   * @param host lends clock, redactor, environment, and shares tokens
   * @throws ConnectorException of kind CONFIG if a file is not there or is no credential
   */
  public Authorizer authorizer(ConnectorContext host) {
    if (anonymous) {
      return Credentials.none();
    }
    TokenCache tokens = host.shared(TokenCache.class, TokenCache::create);
    Authorizer own = own(host, tokens);
    return impersonated == null ? own : impersonation(own, impersonated, iam, host, tokens);
  }

  private Authorizer own(ConnectorContext host, TokenCache tokens) {
    if (given != null) {
      Secret secret = given;
      String text = secret.reveal().strip();
      if (text.startsWith("{")) {
        return of(
            new KeySource(() -> secret.reveal(), () -> secret.revealAgain(), "`credentials`"),
            host,
            tokens);
      }
      return ofFile(text, "`credentials`", host, tokens);
    }
    String named = host.resolver().variable(VARIABLE);
    if (named != null && !named.isBlank()) {
      return ofFile(named.strip(), VARIABLE, host, tokens);
    }
    Path usual = usual(host);
    if (usual != null && Files.isRegularFile(usual)) {
      return ofFile(usual.toString(), "gcloud's own file", host, tokens);
    }
    return Credentials.tokens(
        new MetadataGrant(host.resolver().variable("GCE_METADATA_HOST"), scopes), tokens);
  }

  private static @Nullable Path usual(ConnectorContext host) {
    String file = "application_default_credentials.json";
    String config = host.resolver().variable("CLOUDSDK_CONFIG");
    if (config != null && !config.isBlank()) {
      return Path.of(config, file);
    }
    String windows = host.resolver().variable("APPDATA");
    if (windows != null && !windows.isBlank()) {
      return Path.of(windows, "gcloud", file);
    }
    String home = host.resolver().variable("HOME");
    return home == null || home.isBlank() ? null : Path.of(home, ".config", "gcloud", file);
  }

  private Authorizer ofFile(String path, String said, ConnectorContext host, TokenCache tokens) {
    return of(KeySource.ofFile(path, said), host, tokens);
  }

  private Authorizer of(KeySource source, ConnectorContext host, TokenCache tokens) {
    return of(Key.parse(source.read(), source.said(), host.redactor()), source, host, tokens);
  }

  private Authorizer of(Key key, KeySource source, ConnectorContext host, TokenCache tokens) {
    switch (key.type()) {
      case "service_account":
        return Credentials.tokens(
            new ServiceAccountGrant(key, source, scopes, host.clock(), host.redactor()), tokens);
      case "authorized_user":
        return OAuth2.refreshToken(
                key.url("token_uri", "https://oauth2.googleapis.com/token"),
                Secret.literal(key.get("client_id")),
                Secret.literal(key.get("client_secret")),
                Secret.literal(key.get("refresh_token")))
            .in(tokens);
      case "impersonated_service_account":
        Authorizer inner = of(key.nested("source_credentials"), source, host, tokens);
        URI url = key.url("service_account_impersonation_url", "");
        String name = url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
        String account = name.substring(0, Math.max(0, name.indexOf(':')));
        return impersonation(inner, account, url.resolve("/"), host, tokens);
      default:
        throw ConnectorException.of(
                ErrorKind.CONFIG,
                source.said() + " holds a credential of type `" + key.type() + "`")
            .remedy(
                "Use one of type service_account, authorized_user or impersonated_service_account")
            .build();
    }
  }

  private Authorizer impersonation(
      Authorizer own, String account, URI server, ConnectorContext host, TokenCache tokens) {
    return Credentials.tokens(
        new ImpersonationGrant(own, server, account, scopes, host.clock()), tokens);
  }

  /** Returns which kind of credential it is, and no secret. */
  @Override
  public String toString() {
    String kind = anonymous ? "none" : given == null ? "application default" : "a key";
    return impersonated == null ? kind : kind + ", as " + impersonated;
  }
}

package dev.tributary.connector.rest;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.http.Authorizer;
import dev.tributary.connector.http.Credentials;
import dev.tributary.connector.http.HttpClient;
import dev.tributary.connector.http.HttpHeaders;
import dev.tributary.connector.http.HttpSettings;
import dev.tributary.connector.http.OAuth2;
import dev.tributary.connector.http.QuotaHeaders;
import dev.tributary.connector.http.TokenCache;
import dev.tributary.connector.limit.RateLimits;
import dev.tributary.connector.limit.RetryPolicy;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Secret;
import java.util.Map;
import java.util.Optional;

/** Opens the HTTP client that a connection's options ask for. */
final class Connection {
  private Connection() {}

  static HttpClient open(SourceConfig source, ConnectorContext host) {
    return HttpClient.open(source.sourceId(), settings(source), authorizer(source, host), host);
  }

  private static HttpSettings settings(SourceConfig source) {
    Options limits = source.get(RateLimitOptions.RATE_LIMIT_CONFIG);
    HttpHeaders headers =
        ConfiguredHeaders.revealed(
            RestOptions.DEFAULT_HEADERS, source.get(RestOptions.DEFAULT_HEADERS));
    return HttpSettings.of(source.get(RestOptions.BASE_URL))
        .timeout(source.get(RestOptions.TIMEOUT))
        .verifySsl(source.get(RestOptions.VERIFY_SSL))
        .defaultHeaders(headers)
        .limits(limits(limits))
        .quotaHeaders(quotaHeaders(limits))
        .retries(retries(source));
  }

  /** Returns how often what fails in passing is tried again. */
  static RetryPolicy retries(SourceConfig source) {
    Options limits = source.get(RateLimitOptions.RATE_LIMIT_CONFIG);
    return RetryPolicy.standard()
        .maxRetries(source.get(RestOptions.MAX_RETRIES))
        .factor(limits.get(RateLimitOptions.BACKOFF_FACTOR))
        .maxBackoff(limits.get(RateLimitOptions.MAX_BACKOFF))
        .maxPause(limits.get(RateLimitOptions.MAX_PAUSE));
  }

  private static RateLimits limits(Options config) {
    RateLimits limits = RateLimits.none().shareOfQuota(config.get(RateLimitOptions.SHARE));
    limits = config.find(RateLimitOptions.PER_SECOND).map(limits::perSecond).orElse(limits);
    limits = config.find(RateLimitOptions.PER_MINUTE).map(limits::perMinute).orElse(limits);
    limits = config.find(RateLimitOptions.PER_HOUR).map(limits::perHour).orElse(limits);
    limits = config.find(RateLimitOptions.PER_DAY).map(limits::perDay).orElse(limits);
    return config.find(RateLimitOptions.CONCURRENT).map(limits::concurrent).orElse(limits);
  }

  private static QuotaHeaders quotaHeaders(Options config) {
    QuotaHeaders usual = QuotaHeaders.standard();
    return config
        .find(RateLimitOptions.REMAINING_HEADER)
        .map(
            remaining ->
                usual.and(
                    config.find(RateLimitOptions.LIMIT_HEADER).orElse(""),
                    remaining,
                    config.find(RateLimitOptions.RESET_HEADER).orElse("")))
        .orElse(usual);
  }

  private static Authorizer authorizer(SourceConfig source, ConnectorContext host) {
    Options auth = source.find(AuthOptions.AUTH_CONFIG).orElse(Options.empty());
    return switch (source.get(AuthOptions.AUTH_TYPE)) {
      case NONE -> Credentials.none();
      case API_KEY -> key(auth);
      case BASIC_AUTH ->
          Credentials.basic(
              auth.get(AuthOptions.USERNAME),
              auth.find(AuthOptions.PASSWORD).orElseGet(() -> Secret.literal("")));
      case BEARER ->
          Credentials.header(
              auth.find(AuthOptions.HEADER_NAME).orElse("Authorization"),
              prefix(auth, "Bearer "),
              auth.get(AuthOptions.TOKEN));
      case OAUTH2 -> oauth(auth).in(host.shared(TokenCache.class, TokenCache::create));
      case JWT, SESSION_TOKEN, CUSTOM ->
          throw new IllegalStateException("refused when the options were checked");
    };
  }

  private static Authorizer key(Options auth) {
    Secret key = auth.get(AuthOptions.API_KEY);
    Optional<String> parameter = auth.find(AuthOptions.PARAM_NAME);
    if (parameter.isPresent()) {
      return Credentials.query(parameter.get(), key);
    }
    Optional<String> cookie = auth.find(AuthOptions.COOKIE_NAME);
    if (cookie.isPresent()) {
      return Credentials.cookie(cookie.get(), key);
    }
    String header = auth.find(AuthOptions.HEADER_NAME).orElse("X-API-Key");
    return Credentials.header(header, prefix(auth, ""), key);
  }

  private static String prefix(Options auth, String usual) {
    return auth.find(AuthOptions.PREFIX)
        .map(prefix -> prefix.isEmpty() || prefix.matches(".*[ =:]") ? prefix : prefix + " ")
        .orElse(usual);
  }

  private static OAuth2 oauth(Options auth) {
    Option<Secret> secret = AuthOptions.CLIENT_SECRET;
    boolean refreshing =
        auth.find(AuthOptions.GRANT_TYPE)
            .map(grant -> grant == GrantType.REFRESH_TOKEN)
            .orElse(auth.isSet(AuthOptions.REFRESH_TOKEN));
    OAuth2 oauth =
        refreshing
            ? OAuth2.refreshToken(
                auth.get(AuthOptions.TOKEN_URL),
                auth.get(AuthOptions.CLIENT_ID),
                auth.find(secret).orElse(null),
                auth.get(AuthOptions.REFRESH_TOKEN))
            : OAuth2.clientCredentials(
                auth.get(AuthOptions.TOKEN_URL), auth.get(AuthOptions.CLIENT_ID), auth.get(secret));
    oauth =
        oauth
            .scopes(auth.get(AuthOptions.SCOPES))
            .clientInHeader(auth.get(AuthOptions.CLIENT_IN_HEADER))
            .margin(auth.get(AuthOptions.REFRESH_MARGIN));
    for (Map.Entry<String, Secret> extra : auth.get(AuthOptions.TOKEN_PARAMETERS).entrySet()) {
      oauth = oauth.parameter(extra.getKey(), extra.getValue());
    }
    boolean elsewhere = auth.isSet(AuthOptions.HEADER_NAME) || auth.isSet(AuthOptions.PREFIX);
    return elsewhere
        ? oauth.header(
            auth.find(AuthOptions.HEADER_NAME).orElse("Authorization"), prefix(auth, "Bearer "))
        : oauth;
  }
}

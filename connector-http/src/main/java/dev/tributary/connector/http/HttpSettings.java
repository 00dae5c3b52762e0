package dev.tributary.connector.http;

import dev.tributary.connector.limit.RateLimits;
import dev.tributary.connector.limit.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link HttpClient} behaves: whom it trusts with the credential, how long it waits, how
 * often it tries, what limits it keeps to.
 *
 * <p>Immutable and thread-safe; each method that sets something returns a copy.
 *
 * @since 0.1.0
 */
public final class HttpSettings {
  private final Draft draft;

  private HttpSettings(Draft draft) {
    this.draft = draft;
  }

  /** What a copy is made of; never changed once it is in one. */
  private static final class Draft implements Cloneable {
    Set<URI> origins = Set.of();
    Duration connectTimeout = Duration.ofSeconds(30);
    Duration answerTimeout = Duration.ofSeconds(30);
    Duration readTimeout = Duration.ofSeconds(30);
    Duration writeTimeout = Duration.ofSeconds(30);
    RetryPolicy retries = RetryPolicy.standard();
    RateLimits limits = RateLimits.none();
    @Nullable String limitKey;
    QuotaHeaders quotaHeaders = QuotaHeaders.standard();
    HttpHeaders headers = HttpHeaders.none();
    boolean verifySsl = true;
    @Nullable X509TrustManager trust;
    int maxRedirects = 10;
    int maxExpansion = 1_000;

    @Override
    protected Draft clone() {
      try {
        return (Draft) super.clone();
      } catch (CloneNotSupportedException impossible) {
        throw new AssertionError(impossible);
      }
    }
  }

  private HttpSettings with(Consumer<Draft> change) {
    Draft copy = draft.clone();
    change.accept(copy);
    return new HttpSettings(copy);
  }

  /**
   * Returns the usual settings for an API.
   *
   * @param baseUrl where the API is; the credential and the default headers are sent to this origin
   *     (scheme, host and port) and no other
   * @throws IllegalArgumentException if it is no absolute URL of {@code http} or {@code https}
   */
  public static HttpSettings of(URI baseUrl) {
    return new HttpSettings(new Draft()).trusting(baseUrl);
  }

  /** Returns a copy that sends the credential to the origin of this URL too. */
  public HttpSettings trusting(URI origin) {
    Urls.checked(origin);
    Set<URI> all = new LinkedHashSet<>(draft.origins);
    all.add(origin);
    return with(copy -> copy.origins = Set.copyOf(all));
  }

  /**
   * Returns a copy that waits this long for a connection, for the answer to begin, and between two
   * pieces of a body; 30 seconds by default. There is no limit to a whole body that keeps coming.
   */
  public HttpSettings timeout(Duration timeout) {
    return connectTimeout(timeout)
        .answerTimeout(timeout)
        .readTimeout(timeout)
        .writeTimeout(timeout);
  }

  /** Returns a copy that waits this long for a connection and for its encryption to be agreed. */
  public HttpSettings connectTimeout(Duration timeout) {
    return with(copy -> copy.connectTimeout = positive("connect_timeout", timeout));
  }

  /**
   * Returns a copy in which one attempt, connecting and redirects included, must have all headers
   * of its answer after this time.
   */
  public HttpSettings answerTimeout(Duration timeout) {
    return with(copy -> copy.answerTimeout = positive("timeout", timeout));
  }

  /** Returns a copy that waits this long for the next bytes. */
  public HttpSettings readTimeout(Duration timeout) {
    return with(copy -> copy.readTimeout = positive("read_timeout", timeout));
  }

  /** Returns a copy that waits this long until the next bytes could be sent. */
  public HttpSettings writeTimeout(Duration timeout) {
    return with(copy -> copy.writeTimeout = positive("write_timeout", timeout));
  }

  /** Returns a copy that tries again by this policy; {@link RetryPolicy#standard} by default. */
  public HttpSettings retries(RetryPolicy retries) {
    return with(copy -> copy.retries = Objects.requireNonNull(retries));
  }

  /** Returns a copy that keeps to these limits; none by default. */
  public HttpSettings limits(RateLimits limits) {
    return with(copy -> copy.limits = Objects.requireNonNull(limits));
  }

  /**
   * Returns a copy that shares its limits with everything under the same key, instead of with
   * everything that uses the same credential at the same origin.
   *
   * @param key names what is limited; never a secret
   */
  public HttpSettings limitKey(String key) {
    return with(copy -> copy.limitKey = Objects.requireNonNull(key));
  }

  /** Returns a copy that learns limits from these headers of answers. */
  public HttpSettings quotaHeaders(QuotaHeaders headers) {
    return with(copy -> copy.quotaHeaders = Objects.requireNonNull(headers));
  }

  /** Returns a copy that sends these headers with each request that does not set them itself. */
  public HttpSettings defaultHeaders(HttpHeaders headers) {
    return with(copy -> copy.headers = Objects.requireNonNull(headers));
  }

  /**
   * Returns a copy that does not check who the server is ({@code false}): everybody on the way can
   * read and change everything, credentials included. The client warns its host when it opens.
   */
  public HttpSettings verifySsl(boolean verify) {
    return with(copy -> copy.verifySsl = verify);
  }

  /** Returns a copy that trusts the certificates that this one trusts, instead of the JVM's. */
  public HttpSettings trust(X509TrustManager trust) {
    return with(copy -> copy.trust = Objects.requireNonNull(trust));
  }

  /**
   * Returns a copy that follows this many redirects in a row.
   *
   * @param most at least 0; 10 by default
   */
  public HttpSettings maxRedirects(int most) {
    if (most < 0) {
      throw new IllegalArgumentException("max_redirects is " + most + "; at least 0");
    }
    return with(copy -> copy.maxRedirects = most);
  }

  /**
   * Returns a copy that accepts compressed bodies that grow up to this many times when they are
   * unpacked, after their first 16 MB.
   *
   * @param times at least 1; 1000 by default, which is about the most that gzip can do
   */
  public HttpSettings maxExpansion(int times) {
    if (times < 1) {
      throw new IllegalArgumentException("max_expansion is " + times + "; at least 1");
    }
    return with(copy -> copy.maxExpansion = times);
  }

  /** Returns the URLs whose origins get the credential. */
  Set<URI> origins() {
    return draft.origins;
  }

  Duration connectTimeout() {
    return draft.connectTimeout;
  }

  Duration answerTimeout() {
    return draft.answerTimeout;
  }

  Duration readTimeout() {
    return draft.readTimeout;
  }

  Duration writeTimeout() {
    return draft.writeTimeout;
  }

  RetryPolicy retries() {
    return draft.retries;
  }

  RateLimits limits() {
    return draft.limits;
  }

  Optional<String> limitKey() {
    return Optional.ofNullable(draft.limitKey);
  }

  QuotaHeaders quotaHeaders() {
    return draft.quotaHeaders;
  }

  HttpHeaders defaultHeaders() {
    return draft.headers;
  }

  boolean verifySsl() {
    return draft.verifySsl;
  }

  Optional<X509TrustManager> trust() {
    return Optional.ofNullable(draft.trust);
  }

  int maxRedirects() {
    return draft.maxRedirects;
  }

  int maxExpansion() {
    return draft.maxExpansion;
  }

  private static Duration positive(String setting, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(setting + " is " + value + "; it must be more than 0");
    }
    return value;
  }
}

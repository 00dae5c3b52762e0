package dev.tributary.connector.http;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509TrustManager;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Sends one request over the network and returns what comes: no retries, no redirects, no
 * credentials. The only class that drives OkHttp.
 *
 * <p>HTTP/1.1 only: a connection of HTTP/2 is shared by several requests, so that interrupting one
 * would cut the others, and its threads outlive what they were made for.
 */
final class Transport implements AutoCloseable {
  private static final String RETRY_AFTER = "Retry-After";
  private static final String KEPT_RETRY_AFTER = "Tributary-Kept-Retry-After";

  private final OkHttpClient client;
  private volatile boolean closed;
  private final ConnectionPool pool = new ConnectionPool(32, 30, TimeUnit.SECONDS);

  Transport(HttpSettings settings) {
    X509TrustManager trust = Tls.trust(settings);
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .connectionPool(pool)
            .protocols(List.of(Protocol.HTTP_1_1))
            .socketFactory(new InterruptibleSockets())
            .sslSocketFactory(Tls.sockets(trust), trust)
            .connectTimeout(settings.connectTimeout())
            .readTimeout(settings.readTimeout())
            .writeTimeout(settings.writeTimeout())
            .followRedirects(false)
            .followSslRedirects(false)
            // A request that OkHttp repeats by itself is counted by no limit and asked of nobody.
            .retryOnConnectionFailure(false)
            .eventListener(new Sweeper())
            .addNetworkInterceptor(
                chain -> hideRetryAfter(measurable(chain.proceed(chain.request()))));
    if (!settings.verifySsl()) {
      builder.hostnameVerifier((host, session) -> true);
    }
    client = builder.build();
  }

  /** OkHttp takes a negative length for one and stumbles over it when the body is read. */
  private static Response measurable(Response response) throws IOException {
    String length = response.header("Content-Length");
    if (length != null && length.strip().startsWith("-")) {
      throw new NoLengthException(length.strip());
    }
    return response;
  }

  /** OkHttp repeats what was answered with 503 and {@code Retry-After: 0}, a POST too. */
  private static Response hideRetryAfter(Response response) {
    String value = response.code() == 503 ? response.header(RETRY_AFTER) : null;
    return value == null
        ? response
        : response.newBuilder().removeHeader(RETRY_AFTER).header(KEPT_RETRY_AFTER, value).build();
  }

  /**
   * Sends a request and waits until the answer begins.
   *
   * @param calls where the call can be cancelled
   * @param most how long it may take
   */
  Answer exchange(HttpRequest request, Calls calls, Duration most) throws IOException {
    Call call = client.newCall(translated(request));
    AnswerTimeout timeout = new AnswerTimeout(call, most);
    calls.add(call);
    boolean answered = false;
    timeout.enter();
    try {
      Response response = call.execute();
      answered = true;
      return new Answer(response, headers(response), call);
    } catch (IOException failed) {
      throw timeout.isOver() ? new NoAnswerException(most, failed) : failed;
    } finally {
      timeout.exit();
      if (!answered) {
        calls.remove(call);
      }
    }
  }

  /** The answer did not begin in time. */
  static final class NoAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    NoAnswerException(Duration most, IOException cause) {
      super("no answer within " + Texts.time(most), cause);
    }
  }

  /** The headers of the answer give its body a length that no body has. */
  static final class NoLengthException extends IOException {
    private static final long serialVersionUID = 1L;

    NoLengthException(String length) {
      super("Content-Length: " + length);
    }
  }

  /** What came: the body is still to be read, and the call to be cancelled or ended. */
  record Answer(Response response, HttpHeaders headers, Call call) {}

  private static Request translated(HttpRequest request) {
    try {
      return whole(request);
    } catch (IllegalArgumentException unsendable) {
      boolean body = request.body().isPresent();
      throw ConnectorException.of(
              ErrorKind.CONFIG,
              request + (body ? " cannot be sent with a body" : " is not a URL that can be asked"))
          .remedy(
              body
                  ? "Send the parameters in the query, or by POST where the API takes both"
                  : "Check host and path in base_url and endpoint")
          .build();
    }
  }

  private static Request whole(HttpRequest request) {
    Request.Builder builder = new Request.Builder().url(request.url().toString());
    request
        .headers()
        .asMap()
        .forEach((name, values) -> values.forEach(value -> builder.addHeader(name, value)));
    HttpBody body = request.body().orElse(null);
    RequestBody sent = null;
    if (body != null) {
      sent = RequestBody.create(body.shared());
      if (request.headers().first("Content-Type").isEmpty()) {
        builder.header("Content-Type", body.contentType());
      }
    } else if (List.of("POST", "PUT", "PATCH").contains(request.method())) {
      sent = RequestBody.create(new byte[0]);
    }
    return builder.method(request.method(), sent).build();
  }

  private static HttpHeaders headers(Response response) {
    HttpHeaders headers = HttpHeaders.none();
    okhttp3.Headers sent = response.headers();
    for (int i = 0; i < sent.size(); i++) {
      String name = sent.name(i).equals(KEPT_RETRY_AFTER) ? RETRY_AFTER : sent.name(i);
      headers = headers.received(name, sent.value(i));
    }
    return headers;
  }

  /** Returns how many connections are open, idle or not. */
  int connections() {
    return pool.connectionCount();
  }

  /** Closes what comes back to the pool after the end. */
  private final class Sweeper extends EventListener {
    @Override
    public void callEnd(Call call) {
      sweep();
    }

    @Override
    public void callFailed(Call call, IOException failure) {
      sweep();
    }

    private void sweep() {
      if (closed) {
        pool.evictAll();
      }
    }
  }

  /** Closes what is idle, and what is not when its exchange ends. */
  @Override
  public void close() {
    closed = true;
    client.dispatcher().executorService().shutdown();
    pool.evictAll();
  }
}

package dev.tributary.connector.http;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Redactor;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** What went wrong on the network, in words that lead out of it. */
final class Faults {
  private static final String PASSING =
      "If it lasts, check base_url, the network and the proxy; otherwise resume from the state";

  private final HttpSettings settings;
  private final Redactor redactor;

  Faults(HttpSettings settings, Redactor redactor) {
    this.settings = settings;
    this.redactor = redactor;
  }

  /** Returns the error for a request that got no answer. */
  ConnectorException noAnswer(HttpRequest request, IOException failure) {
    String host = request.url().getHost();
    if (has(failure, UnknownHostException.class)) {
      return error(
          request,
          ErrorKind.TRANSIENT,
          "failed: there is no host `" + host + "`, or the name service does not answer",
          "Check the host name in base_url, and that this machine can resolve it",
          failure);
    }
    if (failure instanceof Transport.NoAnswerException) {
      return error(
          request,
          ErrorKind.TRANSIENT,
          "got " + failure.getMessage(),
          "If the source needs longer, raise timeout; a smaller page_size helps as well",
          failure);
    }
    if (has(failure, SSLException.class)) {
      return tls(request, host, failure);
    }
    if (has(failure, SocketTimeoutException.class)) {
      String text = String.valueOf(failure.getMessage());
      boolean connecting = text.toLowerCase(java.util.Locale.ROOT).contains("connect");
      return error(
          request,
          ErrorKind.TRANSIENT,
          connecting
              ? "failed: no connection to "
                  + place(request)
                  + " within "
                  + Texts.time(settings.connectTimeout())
              : "got no answer: nothing came for " + Texts.time(settings.readTimeout()),
          "If the source needs longer, raise timeout; otherwise check base_url and the firewall",
          failure);
    }
    if (has(failure, ConnectException.class) || has(failure, NoRouteToHostException.class)) {
      return error(
          request,
          ErrorKind.TRANSIENT,
          "failed: nothing accepts connections at " + place(request),
          "Check host and port in base_url, and that the server runs",
          failure);
    }
    if (has(failure, Transport.NoLengthException.class)) {
      return error(
          request,
          ErrorKind.DATA,
          "got an answer whose body cannot be read: " + text(failure),
          "Have the server, or the proxy before it, repaired: no body has such a length",
          failure);
    }
    if (has(failure, ProtocolException.class)) {
      return error(
          request,
          ErrorKind.TRANSIENT,
          "got an answer that is no HTTP: " + text(failure),
          "Check scheme and port in base_url",
          failure);
    }
    return error(
        request,
        ErrorKind.TRANSIENT,
        "got no answer: the connection broke (" + text(failure) + ")",
        PASSING,
        failure);
  }

  private ConnectorException tls(HttpRequest request, String host, IOException failure) {
    if (has(failure, SSLPeerUnverifiedException.class)) {
      return error(
          request,
          ErrorKind.CONFIG,
          "failed: the server's certificate is not for `" + host + "`",
          "Check the host name in base_url; verify_ssl: false would send everything to anybody",
          failure);
    }
    if (has(failure, CertificateException.class)
        || has(failure, CertPathBuilderException.class)
        || has(failure, CertPathValidatorException.class)) {
      return error(
          request,
          ErrorKind.CONFIG,
          "failed: the certificate of `"
              + host
              + "` is not trusted ("
              + text(deepest(failure))
              + ")",
          "Add its authority to the JVM's trust store; verify_ssl: false is for tests only",
          failure);
    }
    if (String.valueOf(failure.getMessage()).contains("plaintext connection")
        || String.valueOf(failure.getMessage()).contains("unrecognized SSL message")) {
      return error(
          request,
          ErrorKind.CONFIG,
          "failed: what answers at " + place(request) + " does not speak TLS",
          "Check scheme and port in base_url: this may be a port for http",
          failure);
    }
    return error(
        request,
        ErrorKind.TRANSIENT,
        "failed: no encrypted connection to " + place(request) + " (" + text(failure) + ")",
        PASSING,
        failure);
  }

  /** Returns the error for a body that broke off. */
  ConnectorException body(HttpRequest request, IOException failure, long received, long unpacked) {
    String shown = Urls.shown(request.url(), redactor);
    String at = request.method() + " " + shown + ", byte " + Texts.number(unpacked);
    if (failure instanceof ZipException) {
      return ConnectorException.of(ErrorKind.DATA, "the body is broken gzip: " + text(failure))
          .place(at)
          .remedy("Ask the source for uncompressed answers, or have its compression repaired")
          .cause(redactor.redact(failure))
          .build();
    }
    boolean stalled = has(failure, SocketTimeoutException.class);
    String what =
        stalled
            ? "the body stalled: nothing came for " + Texts.time(settings.readTimeout())
            : "the body was cut";
    return ConnectorException.of(
            ErrorKind.TRANSIENT, what + " after " + Texts.number(received) + " bytes")
        .place(at)
        .remedy(
            stalled
                ? "If the source pauses that long, raise timeout"
                : "It is read again from the last checkpoint; if it lasts, ask for smaller pages")
        .cause(redactor.redact(failure))
        .build();
  }

  /** Returns the error for a body that grows beyond all measure. */
  ConnectorException exploded(HttpRequest request, long received, long unpacked) {
    return ConnectorException.of(
            ErrorKind.DATA,
            "the compressed body grew to more than "
                + Texts.number(settings.maxExpansion())
                + " times its size: "
                + Texts.number(received)
                + " bytes became "
                + Texts.number(unpacked))
        .place(request.method() + " " + Urls.shown(request.url(), redactor))
        .remedy("Check what the source sends there; it is not read on, to protect this machine")
        .build();
  }

  private ConnectorException error(
      HttpRequest request, ErrorKind kind, String what, String remedy, IOException cause) {
    return ConnectorException.of(
            kind, request.method() + " " + Urls.shown(request.url(), redactor) + " " + what)
        .remedy(remedy)
        .cause(redactor.redact(cause))
        .build();
  }

  private static String place(HttpRequest request) {
    int port = request.url().getPort();
    int known = port >= 0 ? port : Urls.isEncrypted(request.url()) ? 443 : 80;
    return request.url().getHost() + ":" + known;
  }

  private String text(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : redactor.redact(message);
  }

  private static Throwable deepest(Throwable failure) {
    Throwable deepest = failure;
    for (int i = 0; i < 20 && deepest.getCause() != null; i++) {
      deepest = deepest.getCause();
    }
    return deepest;
  }

  /** Returns whether the failure, what caused it, or what it was tried instead of is of a type. */
  static boolean has(@Nullable Throwable failure, Class<? extends Throwable> type) {
    Throwable one = failure;
    for (int i = 0; i < 20 && one != null; i++) {
      if (type.isInstance(one)) {
        return true;
      }
      one = one.getCause();
    }
    return false;
  }
}

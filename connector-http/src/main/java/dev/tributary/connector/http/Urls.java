package dev.tributary.connector.http;

import dev.tributary.connector.option.Redactor;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** URLs: which are sent, how a query grows, and how they are shown. */
final class Urls {
  private static final int LONGEST_SHOWN = 500;

  private Urls() {}

  /** Returns the URL if it can be asked for; the message of the error does not show it. */
  static URI checked(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException(
          "the URL does not begin with http:// or https://: " + (scheme.isEmpty() ? "?" : scheme));
    }
    if (url.getHost() == null) {
      throw new IllegalArgumentException("the URL names no host");
    }
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "the URL carries a user; state the credentials in the configuration instead");
    }
    return url;
  }

  static boolean isEncrypted(URI url) {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  /** Returns the URL with more parameters behind those that it has. */
  static URI adding(URI url, List<Map.Entry<String, String>> parameters) {
    StringBuilder query = new StringBuilder(url.getRawQuery() == null ? "" : url.getRawQuery());
    for (Map.Entry<String, String> parameter : parameters) {
      query.append(query.isEmpty() ? "" : "&");
      query.append(escaped(parameter.getKey())).append('=').append(escaped(parameter.getValue()));
    }
    return withQuery(url, query.isEmpty() ? null : query.toString());
  }

  /** Returns the URL without those parameters whose values show a secret. */
  static URI withoutSecrets(URI url, Redactor redactor) {
    return keeping(url, pair -> !redactor.reveals(pair) && !redactor.reveals(unescaped(pair)));
  }

  /** Returns the URL without the parameters of this name. */
  static URI without(URI url, String name) {
    return keeping(url, pair -> !unescaped(pair.split("=", 2)[0]).equals(name));
  }

  private static URI keeping(URI url, Predicate<String> wanted) {
    String query = url.getRawQuery();
    if (query == null) {
      return url;
    }
    List<String> kept = Arrays.stream(query.split("&", -1)).filter(wanted).toList();
    return withQuery(url, kept.isEmpty() ? null : String.join("&", kept));
  }

  private static URI withQuery(URI url, @Nullable String query) {
    String text = plain(url);
    return URI.create(query == null ? text : text + "?" + query);
  }

  /** Returns whether a value stands in a request's headers or in its query. */
  static boolean shows(HttpRequest request, String value) {
    String query = request.url().getRawQuery();
    return (query != null && query.contains(escaped(value)))
        || request.headers().asMap().values().stream()
            .flatMap(List::stream)
            .anyMatch(header -> header.contains(value));
  }

  /** Returns scheme, host and port. */
  static String origin(URI url) {
    int port = url.getPort() >= 0 ? url.getPort() : isEncrypted(url) ? 443 : 80;
    return (url.getScheme() + "://" + url.getHost() + ":" + port).toLowerCase(Locale.ROOT);
  }

  /** Returns the URL without query and fragment. */
  static String plain(URI url) {
    String text = url.toString();
    for (char end : new char[] {'#', '?'}) {
      int at = text.indexOf(end);
      text = at < 0 ? text : text.substring(0, at);
    }
    return text;
  }

  /** Returns the URL for people: without secrets, and not longer than a line or two. */
  static String shown(URI url, Redactor redactor) {
    String text = redactor.redact(url.toString());
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  static String unescaped(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException brokenEscape) {
      return text;
    }
  }
}

package dev.tributary.connector.pagination;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to make of a next URL: it is resolved against the page it came with, and it wins over the
 * parameters that one would send oneself.
 *
 * <p>Pure functions on {@link URI}; nothing is opened.
 *
 * @since 0.1.0
 */
public final class NextUrl {
  private static final String LEGAL =
      "-._~:/?#[]@!$&'()*+,;=%abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final String HEX = "0123456789ABCDEF";

  private NextUrl() {}

  /**
   * Returns the next URL made whole by RFC 3986. Characters that are illegal in a URL, such as
   * spaces, are escaped; escapes that stand there are kept as they are.
   *
   * @param page the URL of the page that named the next one
   * @param next the next URL as the source wrote it, relative or not
   * @throws ConnectorException of kind DATA if it is no URL
   */
  public static URI resolve(URI page, String next) {
    try {
      URI reference = new URI(escaped(next.strip()));
      boolean queryOnly =
          !reference.isAbsolute()
              && reference.getRawAuthority() == null
              && !reference.isOpaque()
              && reference.getRawPath().isEmpty();
      URI whole = queryOnly ? withQuery(page, reference) : page.resolve(reference);
      String text = whole.toString();
      int fragment = text.indexOf('#');
      return fragment < 0 ? whole : new URI(text.substring(0, fragment));
    } catch (URISyntaxException | IllegalArgumentException noUrl) {
      throw ConnectorException.of(ErrorKind.DATA, "the source's next URL is not a URL")
          .cause(noUrl)
          .remedy("Check where the next URL stands in the answer (next_url_path)")
          .build();
    }
  }

  /**
   * What java.net.URI does to a reference of a query only is RFC 2396: it drops the last segment.
   */
  private static URI withQuery(URI page, URI reference) throws URISyntaxException {
    String query = reference.getRawQuery();
    String text = page.toString();
    int fragment = text.indexOf('#');
    text = fragment < 0 ? text : text.substring(0, fragment);
    if (query == null) {
      return new URI(text);
    }
    int question = text.indexOf('?');
    return new URI((question < 0 ? text : text.substring(0, question)) + "?" + query);
  }

  /**
   * Returns the URL with those parameters added that it does not name yet, so that none is sent
   * twice.
   *
   * @param url a next URL, whose own parameters stay as they are
   * @param parameters what one would send by oneself, not escaped, in the order of the map
   */
  public static URI withMissing(URI url, Map<String, String> parameters) {
    String query = url.getRawQuery();
    Set<String> present = names(query);
    StringBuilder added = new StringBuilder(query == null ? "" : query);
    parameters.forEach(
        (name, value) -> {
          if (!present.contains(name)) {
            added.append(added.isEmpty() ? "" : "&");
            added.append(encoded(name)).append('=').append(encoded(value));
          }
        });
    String text = url.toString();
    int fragment = text.indexOf('#');
    text = fragment < 0 ? text : text.substring(0, fragment);
    int question = text.indexOf('?');
    text = question < 0 ? text : text.substring(0, question);
    return URI.create(added.isEmpty() ? text : text + "?" + added);
  }

  /**
   * Returns whether two URLs have the same scheme, host and port, so that what is secret to one may
   * be sent to the other.
   */
  public static boolean isSameOrigin(URI one, URI other) {
    return Objects.equals(lower(one.getScheme()), lower(other.getScheme()))
        && one.getHost() != null
        && Objects.equals(lower(one.getHost()), lower(other.getHost()))
        && port(one) == port(other);
  }

  private static int port(URI url) {
    return url.getPort() >= 0 ? url.getPort() : "https".equals(lower(url.getScheme())) ? 443 : 80;
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  private static Set<String> names(@Nullable String query) {
    Set<String> names = new HashSet<>();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        String raw = pair.substring(0, Math.max(0, (pair + "=").indexOf('=')));
        try {
          names.add(URLDecoder.decode(raw, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException brokenEscape) {
          names.add(raw);
        }
      }
    }
    return names;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String escaped(String url) {
    StringBuilder legal = new StringBuilder(url.length());
    int authorityEnd = authorityEnd(url);
    for (int i = 0; i < url.length(); ) {
      int point = url.codePointAt(i);
      boolean looseBracket = i >= authorityEnd && (point == '[' || point == ']');
      boolean loosePercent = point == '%' && !isEscape(url, i);
      if (point < 128 && LEGAL.indexOf(point) >= 0 && !looseBracket && !loosePercent) {
        legal.append((char) point);
      } else {
        for (byte part : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
          legal.append('%').append(HEX.charAt((part >> 4) & 15)).append(HEX.charAt(part & 15));
        }
      }
      i += Character.charCount(point);
    }
    return legal.toString();
  }

  /** Returns where the part ends in which brackets are legal, around the address of a host. */
  private static int authorityEnd(String url) {
    int slashes = url.indexOf("//");
    int begin = slashes == 0 || (slashes > 0 && url.charAt(slashes - 1) == ':') ? slashes + 2 : -1;
    int end = begin;
    while (begin >= 0 && end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static boolean isEscape(String url, int at) {
    return at + 2 < url.length()
        && Character.digit(url.charAt(at + 1), 16) >= 0
        && Character.digit(url.charAt(at + 2), 16) >= 0;
  }
}

package dev.tributary.connector.pagination;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The links that a source sends beside a page, read from the text of its link headers by RFC 8288.
 *
 * <p>Commas and semicolons inside URLs and quotes are part of them; relations may be several,
 * quoted or not, in any case; the header may be repeated. What is malformed is passed over up to
 * the next comma, and never an error. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Links {
  private static final Pattern SPACE = Pattern.compile("[ \\t]+");

  private final List<Link> all;

  private Links(List<Link> all) {
    this.all = List.copyOf(all);
  }

  /**
   * Reads link headers.
   *
   * @param headerValues the value of each link header of one answer, in their order
   */
  public static Links parse(List<String> headerValues) {
    List<Link> links = new ArrayList<>();
    for (String value : headerValues) {
      new Scanner(value).into(links);
    }
    return new Links(links);
  }

  /**
   * Returns where the first link of this relation leads, exactly as written. Links with an anchor
   * are about another resource than this page and are passed over.
   *
   * @param relation such as {@code next}, in any case
   */
  public Optional<String> find(String relation) {
    String wanted = relation.toLowerCase(Locale.ROOT);
    return all.stream()
        .filter(link -> link.isAboutThisPage() && link.relations().contains(wanted))
        .map(Link::target)
        .findFirst();
  }

  /** Returns all links in their order, those with an anchor too. */
  public List<Link> all() {
    return all;
  }

  @Override
  public String toString() {
    return all.toString();
  }

  /** Walks over one header value, from left to right and never back. */
  private static final class Scanner {
    private final String text;
    private int at;

    Scanner(String text) {
      this.text = text;
    }

    void into(List<Link> links) {
      while (at < text.length()) {
        skip(" \t,");
        if (!has('<')) {
          skipToComma();
          continue;
        }
        int end = text.indexOf('>', at);
        if (end < 0) {
          return;
        }
        String target = text.substring(at + 1, end).strip();
        at = end + 1;
        links.add(new Link(target, attributes()));
      }
    }

    private Map<String, String> attributes() {
      Map<String, String> attributes = new LinkedHashMap<>();
      while (true) {
        skip(" \t");
        if (!has(';')) {
          skipToComma();
          return attributes;
        }
        at++;
        skip(" \t;");
        String name = until("=;, \t").toLowerCase(Locale.ROOT);
        skip(" \t");
        String value = "";
        if (has('=')) {
          at++;
          skip(" \t");
          value = has('"') ? quoted() : until(";, \t");
        }
        if (!name.isEmpty()) {
          attributes.putIfAbsent(name, name.equals("rel") ? relations(value) : value);
        }
      }
    }

    private static String relations(String value) {
      return SPACE.matcher(value.strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
    }

    private String quoted() {
      StringBuilder value = new StringBuilder();
      for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        value.append(text.charAt(at));
      }
      at++; // the closing quote
      return value.toString();
    }

    private void skipToComma() {
      while (at < text.length() && text.charAt(at) != ',') {
        if (text.charAt(at) == '"') {
          quoted();
        } else {
          at++;
        }
      }
    }

    private String until(String stops) {
      int from = at;
      while (at < text.length() && stops.indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(from, at);
    }

    private void skip(String chars) {
      while (at < text.length() && chars.indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private boolean has(char expected) {
      return at < text.length() && text.charAt(at) == expected;
    }
  }
}

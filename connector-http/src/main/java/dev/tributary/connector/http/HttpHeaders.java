package dev.tributary.connector.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The headers of a request or an answer: names in any case, several values for one name.
 *
 * <p>Immutable and thread-safe; equal by names in lower case and values.
 *
 * @since 0.1.0
 */
public final class HttpHeaders {
  private static final HttpHeaders NONE = new HttpHeaders(new TreeMap<>());

  private final TreeMap<String, List<String>> byName;

  private HttpHeaders(TreeMap<String, List<String>> byName) {
    this.byName = byName;
  }

  /** Returns no headers. */
  public static HttpHeaders none() {
    return NONE;
  }

  /** Returns these headers, each with one value. */
  public static HttpHeaders of(Map<String, String> headers) {
    HttpHeaders all = NONE;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      all = all.with(header.getKey(), header.getValue());
    }
    return all;
  }

  /**
   * Returns a copy with this header, in place of all of the same name.
   *
   * @throws IllegalArgumentException if the name is no header's name or the value cannot be sent
   */
  public HttpHeaders with(String name, String value) {
    TreeMap<String, List<String>> copy = new TreeMap<>(byName);
    copy.put(HeaderText.name(name), List.of(HeaderText.value(name, value)));
    return new HttpHeaders(copy);
  }

  /**
   * Returns a copy with one more value of this header.
   *
   * @throws IllegalArgumentException if the name is no header's name or the value cannot be sent
   */
  public HttpHeaders adding(String name, String value) {
    List<String> values = new ArrayList<>(all(name));
    values.add(HeaderText.value(name, value));
    TreeMap<String, List<String>> copy = new TreeMap<>(byName);
    copy.put(HeaderText.name(name), List.copyOf(values));
    return new HttpHeaders(copy);
  }

  /** Returns a copy with one more value as it was received, which is not checked. */
  HttpHeaders received(String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    List<String> values = new ArrayList<>(all(lower));
    values.add(value);
    TreeMap<String, List<String>> copy = new TreeMap<>(byName);
    copy.put(lower, List.copyOf(values));
    return new HttpHeaders(copy);
  }

  /** Returns a copy without this header. */
  public HttpHeaders without(String name) {
    TreeMap<String, List<String>> copy = new TreeMap<>(byName);
    copy.remove(name.toLowerCase(Locale.ROOT));
    return new HttpHeaders(copy);
  }

  /** Returns a copy with these headers, each in place of all of the same name. */
  public HttpHeaders withAll(HttpHeaders others) {
    TreeMap<String, List<String>> copy = new TreeMap<>(byName);
    copy.putAll(others.byName);
    return new HttpHeaders(copy);
  }

  /** Returns a copy that keeps only the headers of these names, which are in lower case. */
  HttpHeaders only(Set<String> names) {
    TreeMap<String, List<String>> copy = new TreeMap<>(byName);
    copy.keySet().retainAll(names);
    return new HttpHeaders(copy);
  }

  /**
   * Returns the first value of a header, or nothing if it is not there.
   *
   * @param name in any case
   */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  /**
   * Returns all values of a header in their order; none if it is not there.
   *
   * @param name in any case
   */
  public List<String> all(String name) {
    return byName.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** Returns all headers by their names in lower case. */
  public Map<String, List<String>> asMap() {
    return Map.copyOf(byName);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HttpHeaders that && byName.equals(that.byName);
  }

  @Override
  public int hashCode() {
    return byName.hashCode();
  }

  /** Returns the names only: values may be secret. */
  @Override
  public String toString() {
    return byName.keySet().stream().collect(Collectors.joining(", ", "[", "]"));
  }
}

package dev.tributary.connector.option;

import org.jspecify.annotations.Nullable;

/** Where a raw value stands while it is read, and where to report what is wrong with it. */
final class Node {
  private final String path;
  private final @Nullable Place place;
  private final Problems problems;
  private final Resolver resolver;
  private final boolean hidden;

  private Node(
      String path, @Nullable Place place, Problems problems, Resolver resolver, boolean hidden) {
    this.path = path;
    this.place = place;
    this.problems = problems;
    this.resolver = resolver;
    this.hidden = hidden;
  }

  static Node root(Configuration configuration, Problems problems, Resolver resolver) {
    return new Node("", configuration.place().orElse(null), problems, resolver, false);
  }

  /** Returns the node of a key, at the key's own place if it has one. */
  Node key(String key, @Nullable Place own) {
    return new Node(Paths.key(path, key), own == null ? place : own, problems, resolver, hidden);
  }

  /** Returns the node of an item of a list. */
  Node index(int index, @Nullable Place own) {
    return new Node(
        Paths.index(path, index), own == null ? place : own, problems, resolver, hidden);
  }

  /** Returns this node with its values kept out of all messages. */
  Node hide() {
    return new Node(path, place, problems, resolver, true);
  }

  /** Returns this node with its problems reported to somebody else. */
  Node reporting(Problems other) {
    return new Node(path, place, other, resolver, hidden);
  }

  String path() {
    return path;
  }

  @Nullable Place place() {
    return place;
  }

  Resolver resolver() {
    return resolver;
  }

  boolean isHidden() {
    return hidden;
  }

  /** Returns the path, with the place where it is known, for messages after binding. */
  String where() {
    return place == null ? path : path + " (" + place + ")";
  }

  void error(String message, @Nullable String remedy) {
    problems.add(Problem.error(path, redact(message)).at(place).remedy(remedy));
  }

  void warning(String message, @Nullable String remedy) {
    problems.add(Problem.warning(path, redact(message)).at(place).remedy(remedy));
  }

  /** Reports that something else than this was expected. */
  void unfit(String expected, Object raw) {
    unfit(expected, raw, null);
  }

  void unfit(String expected, Object raw, @Nullable String remedy) {
    error("must be " + expected + "; given " + given(raw), remedy);
  }

  /** Returns the raw value in words; only its kind where it is secret. */
  String given(Object raw) {
    if (hidden) {
      return Show.kind(raw);
    }
    // Before it is cut: half a secret is still half a secret.
    return Show.given(raw instanceof String text ? redact(text) : raw);
  }

  /** Returns the text with its references read, or null after reporting why that cannot be done. */
  @Nullable String resolve(String text) {
    Template template = Template.parse(text, this);
    return template == null ? null : template.resolve(this);
  }

  private String redact(String message) {
    return resolver.redactor().redact(message);
  }
}

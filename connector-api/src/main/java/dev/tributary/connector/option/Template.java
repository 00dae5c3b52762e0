package dev.tributary.connector.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A text with references in it: {@code ${NAME}}, {@code ${run.id}}, {@code secret://name}. */
final class Template {
  static final String SECRET = "secret://";

  /** One piece of a template. */
  record Part(Kind kind, String text, @Nullable String fallback) {}

  /** What a piece is. */
  enum Kind {
    LITERAL,
    VARIABLE,
    RUN,
    SECRET
  }

  private final String source;
  private final List<Part> parts;

  private Template(String source, List<Part> parts) {
    this.source = source;
    this.parts = parts;
  }

  /** Returns the text so that it reads as itself. */
  static String escape(String text) {
    return text.replace("${", "$${");
  }

  /** Returns the template that is one secret's reference. */
  static Template secret(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a secret needs a name");
    }
    return new Template(SECRET + name, List.of(new Part(Kind.SECRET, name, null)));
  }

  /** Returns the template, or null after reporting to the node what is wrong with it. */
  static @Nullable Template parse(String text, Node node) {
    if (text.strip().startsWith(SECRET)) {
      // blanks around it would else make it a text, and an option that drops blanks a reference
      String name = text.strip().substring(SECRET.length());
      if (name.isBlank()) {
        node.error("names no secret", "Write " + SECRET + "name");
        return null;
      }
      return secret(name);
    }
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      if (text.startsWith("$${", i)) {
        literal.append("${");
        i += 3;
      } else if (text.startsWith("${", i)) {
        int end = text.indexOf('}', i);
        Part part = end < 0 ? unclosed(node) : reference(text.substring(i + 2, end), node);
        if (part == null) {
          return null;
        }
        flush(literal, parts);
        parts.add(part);
        i = end + 1;
      } else {
        literal.append(text.charAt(i++));
      }
    }
    flush(literal, parts);
    return new Template(text, List.copyOf(parts));
  }

  private static void flush(StringBuilder literal, List<Part> parts) {
    if (!literal.isEmpty()) {
      parts.add(new Part(Kind.LITERAL, literal.toString(), null));
      literal.setLength(0);
    }
  }

  private static @Nullable Part unclosed(Node node) {
    node.error(
        "has `${` without `}`", "Close it, or write `$${` for the two characters themselves");
    return null;
  }

  private static @Nullable Part reference(String inside, Node node) {
    if (inside.startsWith("secret:") && !inside.substring(7).isBlank()) {
      return new Part(Kind.SECRET, inside.substring(7), null);
    }
    if ((inside.startsWith("run.") || inside.startsWith("pipeline."))
        && inside.indexOf('.') < inside.length() - 1) {
      return new Part(Kind.RUN, inside, null);
    }
    int dash = inside.indexOf(":-");
    String name = dash < 0 ? inside : inside.substring(0, dash);
    String fallback = dash < 0 ? null : inside.substring(dash + 2);
    if (isVariable(name) && (fallback == null || !fallback.contains("${"))) {
      return new Part(Kind.VARIABLE, name, fallback);
    }
    node.error(
        node.isHidden()
            ? "has something in `${…}` that is no reference"
            : "has `${" + Show.shortened(inside) + "}`, which is no reference",
        "Write ${NAME}, ${NAME:-default}, ${run.…}, ${pipeline.…} or ${secret:name};"
            + " $${ stands for the two characters themselves");
    return null;
  }

  private static boolean isVariable(String name) {
    return !name.isEmpty()
        && !Character.isDigit(name.charAt(0))
        && name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
  }

  /** Returns the text if there is no reference in it, else null. */
  @Nullable String literal() {
    if (parts.isEmpty()) {
      return "";
    }
    return parts.size() == 1 && parts.get(0).kind() == Kind.LITERAL ? parts.get(0).text() : null;
  }

  List<Part> parts() {
    return parts;
  }

  /** Returns the text as it was written. */
  String source() {
    return source;
  }

  /**
   * Returns whether there is a reference, and no default value that would stand there in plain
   * text.
   */
  boolean isReference() {
    boolean plainDefault =
        parts.stream().anyMatch(part -> part.fallback() != null && !part.fallback().isEmpty());
    return !plainDefault && parts.stream().anyMatch(part -> part.kind() != Kind.LITERAL);
  }

  /** Returns the name of the secret if the whole text is one secret's reference, else null. */
  @Nullable String onlySecret() {
    return parts.size() == 1 && parts.get(0).kind() == Kind.SECRET ? parts.get(0).text() : null;
  }

  boolean hasSecret() {
    return parts.stream().anyMatch(part -> part.kind() == Kind.SECRET);
  }

  /** Returns the text of an option that is not secret, or null after reporting what is missing. */
  @Nullable String resolve(Node node) {
    if (hasSecret()) {
      node.error(
          "refers to a secret, but this option is not kept secret",
          "Use the option that is meant for it, or ${NAME} for what is no secret");
      return null;
    }
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      String piece = present(part, node);
      if (piece == null) {
        return null;
      }
      text.append(piece);
    }
    if (text.toString().strip().startsWith(SECRET)) {
      node.error(
          "becomes a reference to a secret only through a variable",
          "Write secret://name in the configuration itself, in an option that is kept secret");
      return null;
    }
    return text.toString();
  }

  /**
   * Returns what a piece stands for before secrets are read, or null after reporting that it is
   * missing.
   */
  static @Nullable String present(Part part, Node node) {
    return switch (part.kind()) {
      case VARIABLE -> variable(part, node);
      case RUN -> run(part, node);
      case LITERAL, SECRET -> part.text();
    };
  }

  private static @Nullable String variable(Part part, Node node) {
    String value = node.resolver().variable(part.text());
    if (part.fallback() != null && (value == null || value.isEmpty())) {
      return part.fallback();
    }
    if (value == null) {
      node.error(
          "needs the environment variable " + part.text() + ", which is not set",
          "Set it, or write a default after `:-`");
    }
    return value;
  }

  private static @Nullable String known(String typed, Set<String> names) {
    String meant = Suggestions.sentence(typed, names);
    return meant != null || names.isEmpty() ? meant : "There are " + new TreeSet<>(names);
  }

  private static @Nullable String run(Part part, Node node) {
    String value = node.resolver().runValue(part.text());
    if (value == null) {
      String name = "${" + Show.shortened(part.text()) + "}";
      node.error(
          node.resolver().hasRun()
              ? "has " + name + ", which this run does not know"
              : "has " + name + ", which has a value only during a run",
          known(part.text(), node.resolver().runNames()));
    }
    return value;
  }
}

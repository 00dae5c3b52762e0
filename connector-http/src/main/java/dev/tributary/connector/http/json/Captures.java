package dev.tributary.connector.http.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The places in a document that somebody wants to know of, as a tree, and what was found there. */
final class Captures {
  private final Texts texts = new Texts();
  private final Map<JsonPath, @Nullable String> found = new HashMap<>();

  final Node root = new Node();

  /** Where the records stand. */
  final Node data;

  /** What is wanted at a place and below it. */
  static final class Node {
    private final Map<JsonPath.Step, Node> below = new HashMap<>();

    /** The path to keep the value for. */
    @Nullable JsonPath wanted;

    /** Whether the records stand here, or below. */
    boolean isData;

    boolean leadsToData;

    @Nullable Node member(String name) {
      return below.get(JsonPath.Step.member(name));
    }

    @Nullable Node element(int index) {
      return below.isEmpty() ? null : below.get(JsonPath.Step.element(index));
    }

    boolean isLeaf() {
      return below.isEmpty();
    }
  }

  Captures(JsonRows how) {
    Node node = root;
    for (JsonPath.Step step : how.data.steps()) {
      node.leadsToData = true;
      node = node.below.computeIfAbsent(step, next -> new Node());
    }
    node.isData = true;
    data = node;
    for (JsonPath path : how.captures) {
      node = root;
      for (JsonPath.Step step : path.steps()) {
        node = node.below.computeIfAbsent(step, next -> new Node());
      }
      node.wanted = path;
    }
  }

  /** Keeps what is wanted of a value that stands there whole and well-formed. */
  void take(Node node, Lexer lexer, byte[] b, int from, int to) throws IOException {
    if (node.wanted != null) {
      found.put(node.wanted, text(lexer, b, from, to));
    }
    if (!node.isLeaf() && (b[from] == '{' || b[from] == '[')) {
      ByteArrayInputStream part = new ByteArrayInputStream(b, from, to - from);
      Input input = new Input(part, Math.min(to - from, Input.BODY), to - from);
      new Envelope(input, lexer, this).within(node);
    }
  }

  private @Nullable String text(Lexer lexer, byte[] b, int from, int to) {
    switch (b[from]) {
      case 'n':
        return null;
      case '"':
        lexer.text(b, from + 1, to);
        if (!lexer.escaped) {
          return new String(b, from + 1, to - from - 2, StandardCharsets.UTF_8);
        }
        if (!texts.unescape(b, from + 1, to - 1)) {
          throw new Malformed(from, "half of a surrogate pair in a text");
        }
        break;
      default:
        texts.compact(b, from, to);
    }
    return new String(texts.bytes, 0, texts.length, StandardCharsets.UTF_8);
  }

  boolean has(JsonPath path) {
    return found.containsKey(path);
  }

  @Nullable String get(JsonPath path) {
    return found.get(path);
  }
}

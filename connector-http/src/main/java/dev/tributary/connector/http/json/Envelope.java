package dev.tributary.connector.http.json;

import dev.tributary.connector.http.json.Captures.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a document around its data, token by token, so that nothing of it has to be in
 * memory but one name, one scalar, and what is to be kept.
 */
final class Envelope {
  private static final long MOST_BLANKS = 64 << 20;
  private static final int MOST_NAMES = 20;

  private final Input in;
  private final Lexer lexer;
  private final Captures captures;
  private final Texts texts = new Texts();
  private final Deque<Frame> open = new ArrayDeque<>();
  private final List<String> names = new ArrayList<>();
  private int namesLevel;
  private String namesUnder = "the top level";

  private Next next = Next.BEGIN;
  private @Nullable Node node;
  private boolean dataSeen;

  private enum Next {
    BEGIN,
    VALUE,
    AFTER,
    END
  }

  /** An object or array that is not closed yet. */
  private static final class Frame {
    final boolean object;
    final @Nullable Node node;
    int index;

    Frame(boolean object, @Nullable Node node) {
      this.object = object;
      this.node = node;
    }
  }

  Envelope(Input in, Lexer lexer, Captures captures) {
    this.in = in;
    this.lexer = lexer;
    this.captures = captures;
    this.node = captures.root;
  }

  /**
   * Goes on to the data, whose first byte is the next one then, or to the document's end.
   *
   * @return whether the data is there
   */
  boolean toData() throws IOException {
    while (true) {
      switch (next) {
        case BEGIN -> begin();
        case VALUE -> {
          if (node != null && node.isData) {
            if (dataSeen) {
              throw new Malformed(in.at, "the data stands twice");
            }
            dataSeen = true;
            must("no value");
            return true;
          }
          value();
        }
        case AFTER -> after();
        case END -> {
          if (peek() >= 0) {
            throw new Malformed(in.at, "something follows the document");
          }
          return false;
        }
      }
    }
  }

  /** Says that the data was read and that {@link Input#at} is behind it. */
  void dataIsRead() {
    next = Next.AFTER;
  }

  boolean isDataSeen() {
    return dataSeen;
  }

  /** Returns the names beside which the data's next step was looked for in vain. */
  List<String> names() {
    return names;
  }

  String namesUnder() {
    return namesUnder;
  }

  /** Walks through a part of a document, below a node; the data is not in it. */
  void within(Node top) throws IOException {
    node = top;
    in.more();
    enter();
    while (!open.isEmpty()) {
      if (next == Next.VALUE) {
        value();
      } else {
        after();
      }
    }
  }

  private void begin() throws IOException {
    while (in.end - in.at < 3 && in.more()) {
      // a byte order mark has three bytes
    }
    byte[] b = in.bytes;
    if (b[0] == (byte) 0xEF && b[1] == (byte) 0xBB && b[2] == (byte) 0xBF) {
      in.at += 3;
    }
    int c = peek();
    if (c < 0) {
      throw Faults.empty();
    }
    boolean possible = c < 0x80 && c != 0 && "{[\"-0123456789tfn".indexOf(c) >= 0;
    if (!possible) {
      throw Faults.foreign(in.bytes, in.at, in.end);
    }
    next = Next.VALUE;
  }

  private void value() throws IOException {
    int c = must("no value");
    boolean container = c == '{' || c == '[';
    if (container && (node == null ? !isAtHand() : node.wanted == null)) {
      enter();
      return;
    }
    int to = whole();
    if (node != null) {
      captures.take(node, lexer, in.bytes, in.at, to);
    }
    in.release();
    in.at = to;
    next = Next.AFTER;
  }

  /** Returns whether the value, which nobody wants, is in the window already. */
  private boolean isAtHand() {
    try {
      lexer.value(in.bytes, in.at, in.end, open.size());
      return true;
    } catch (CutShort notYet) {
      return false;
    }
  }

  private void enter() throws IOException {
    if (open.size() >= Lexer.MOST_DEPTH) {
      throw new Malformed(in.at, "more than 200 levels of objects and arrays");
    }
    boolean object = in.bytes[in.at] == '{';
    in.at++;
    open.push(new Frame(object, node));
    if (must("no value") == (object ? '}' : ']')) {
      close();
    } else if (object) {
      name();
    } else {
      node = node == null ? null : node.element(0);
      next = Next.VALUE;
    }
  }

  private void close() {
    in.at++;
    open.pop();
    next = Next.AFTER;
  }

  private void after() throws IOException {
    Frame frame = open.peek();
    if (frame == null) {
      next = Next.END;
      return;
    }
    int c = must("neither a comma nor an end");
    if (c == (frame.object ? '}' : ']')) {
      close();
    } else if (c != ',') {
      throw new Malformed(in.at, "neither a comma nor an end");
    } else {
      in.at++;
      must("nothing behind a comma");
      if (frame.object) {
        name();
      } else {
        frame.index = Math.min(frame.index, Integer.MAX_VALUE - 1) + 1;
        node = frame.node == null ? null : frame.node.element(frame.index);
        next = Next.VALUE;
      }
    }
  }

  private void name() throws IOException {
    if (in.bytes[in.at] != '"') {
      throw new Malformed(in.at, "no name of a member");
    }
    Frame frame = open.getFirst();
    int to = whole();
    node = null;
    if (frame.node != null) {
      String name = name(to);
      node = frame.node.member(name);
      if (frame.node.leadsToData) {
        note(name);
        if (node != null && node.leadsToData) {
          namesLevel = open.size();
          names.clear();
          namesUnder = name;
        }
      }
    }
    in.release();
    in.at = to;
    if (must("no colon behind a name") != ':') {
      throw new Malformed(in.at, "no colon behind a name");
    }
    in.at++;
    next = Next.VALUE;
  }

  private void note(String name) {
    if (open.size() == namesLevel + 1 && names.size() < MOST_NAMES) {
      names.add(name);
    }
  }

  private String name(int to) {
    lexer.text(in.bytes, in.at + 1, to);
    if (!lexer.escaped) {
      return new String(in.bytes, in.at + 1, to - in.at - 2, StandardCharsets.UTF_8);
    }
    // half of a surrogate pair is in no path: any name will do then
    return texts.unescape(in.bytes, in.at + 1, to - 1)
        ? new String(texts.bytes, 0, texts.length, StandardCharsets.UTF_8)
        : "\uFFFD";
  }

  /** Makes the value at hand whole in the window, keeps it there, and returns its end. */
  int whole() throws IOException {
    in.keep();
    while (true) {
      try {
        return lexer.value(in.bytes, in.at, in.end, open.size());
      } catch (CutShort wanting) {
        if (!in.moreOfValue()) {
          throw early();
        }
      }
    }
  }

  /** Returns the next byte that is no blank, from 0 to 255; the document has to go on. */
  int must(String orElse) throws IOException {
    int c = peek();
    if (c < 0) {
      throw early();
    }
    if (c == 0) {
      throw new Malformed(in.at, orElse);
    }
    return c;
  }

  Malformed early() {
    return new Malformed(in.end, "it ends in the middle");
  }

  /** Passes over blanks and returns the next byte, from 0 to 255, or -1 at the document's end. */
  private int peek() throws IOException {
    long blanks = 0;
    while (true) {
      int p = lexer.blank(in.bytes, in.at);
      blanks += p - in.at;
      in.at = p;
      if (p < in.end) {
        return in.bytes[p] & 0xFF;
      }
      if (blanks > MOST_BLANKS) {
        throw new Malformed(p, "more than 64 MiB of blanks in a row");
      }
      if (!in.more()) {
        return -1;
      }
    }
  }
}

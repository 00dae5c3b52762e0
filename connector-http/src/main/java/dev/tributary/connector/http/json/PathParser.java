package dev.tributary.connector.http.json;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.util.ArrayList;
import java.util.List;

/** Reads the text of a {@link JsonPath}. */
final class PathParser {
  private static final String MARKS = ".[]\"'";

  private final String text;
  private int at;

  PathParser(String text) {
    this.text = text.strip();
  }

  JsonPath path() {
    List<JsonPath.Step> steps = new ArrayList<>();
    if (peek() == '$' && (text.length() == 1 || MARKS.indexOf(text.charAt(1)) >= 0)) {
      at++;
    } else if (!text.isEmpty() && peek() != '[') {
      steps.add(JsonPath.Step.member(bare()));
    }
    while (at < text.length()) {
      char mark = text.charAt(at);
      if (mark == '.') {
        at++;
        steps.add(JsonPath.Step.member(bare()));
      } else if (mark != '[') {
        throw wrong("a \".\" or \"[\" is expected");
      } else if (text.startsWith("[*]", at)) {
        if (at + 3 < text.length()) {
          throw wrong("[*] may stand at the end only");
        }
        at += 3;
      } else {
        at++;
        steps.add(bracket());
      }
    }
    return JsonPath.of(steps);
  }

  private String bare() {
    int start = at;
    while (at < text.length() && MARKS.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String name = text.substring(start, at);
    if (!isBare(name)) {
      at = start;
      throw wrong("a name is expected");
    }
    return name;
  }

  static boolean isBare(String name) {
    return !name.isEmpty()
        && name.equals(name.strip())
        && !name.equals("$")
        && name.chars().noneMatch(c -> MARKS.indexOf(c) >= 0);
  }

  private JsonPath.Step bracket() {
    JsonPath.Step step;
    if (peek() == '"' || peek() == '\'') {
      step = JsonPath.Step.member(quoted(text.charAt(at++)));
    } else {
      step = JsonPath.Step.element(index());
    }
    if (peek() != ']') {
      throw wrong("a \"]\" is expected");
    }
    at++;
    return step;
  }

  private String quoted(char quote) {
    StringBuilder name = new StringBuilder();
    while (peek() != quote) {
      if (peek() == '\\') {
        at++;
      }
      if (at >= text.length()) {
        throw wrong("the closing " + quote + " is missing");
      }
      name.append(text.charAt(at++));
    }
    at++;
    return name.toString();
  }

  private int index() {
    int end = text.indexOf(']', at);
    String digits = end < 0 ? "" : text.substring(at, end);
    if (!digits.equals("-1") && !digits.matches("[0-9]{1,9}")) {
      throw wrong("an index from 0, or -1 for the last record, or a quoted name is expected");
    }
    at = end;
    return Integer.parseInt(digits);
  }

  /** Returns the next character, or one that no path holds at the end. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private ConnectorException wrong(String why) {
    return ConnectorException.of(
            ErrorKind.CONFIG, "\"" + text + "\" is no path into a JSON document: " + why)
        .place("character " + (at + 1))
        .remedy("Write it like data.items or data[\"any name\"][0]")
        .build();
  }
}

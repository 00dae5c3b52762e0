package dev.tributary.connector.http.json;

import dev.tributary.connector.error.ConnectorException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place of one value in a JSON document, such as {@code data.items} or {@code $.page["next
 * url"]}.
 *
 * <p>A path names members and elements one by one; there are no searches, filters or slices in it:
 *
 * <ul>
 *   <li>{@code name} or {@code .name}: a member; a bare name holds anything but {@code . [ ] " '}
 *       and spaces at its ends;
 *   <li>{@code ["any name"]} or {@code ['any name']}: a member of any name, with {@code \"}, {@code
 *       \'} and {@code \\} in it;
 *   <li>{@code [0]}: an element, from 0; {@code [-1]}: the last record of the data;
 *   <li>{@code $} in front, and {@code [*]} at the end, may be written and change nothing; {@code
 *       $} and the empty text are the whole document.
 * </ul>
 *
 * <p>Immutable and thread-safe; equal if they mean the same place.
 *
 * @since 0.1.0
 */
public final class JsonPath {
  private static final JsonPath ROOT = new JsonPath(List.of());

  private final List<Step> steps;

  private JsonPath(List<Step> steps) {
    this.steps = steps;
  }

  /** A member's name, or an element's index where the name is null. */
  record Step(@Nullable String name, int index) {
    static final int LAST = -1;

    static Step member(String name) {
      return new Step(name, 0);
    }

    static Step element(int index) {
      return new Step(null, index);
    }
  }

  static JsonPath of(List<Step> steps) {
    return new JsonPath(List.copyOf(steps));
  }

  /** Returns the path of the whole document. */
  public static JsonPath root() {
    return ROOT;
  }

  /**
   * Reads a path.
   *
   * @throws ConnectorException of kind CONFIG, showing the position, if it is none
   */
  public static JsonPath parse(String text) {
    return new PathParser(text).path();
  }

  /** Returns whether this is the whole document. */
  public boolean isRoot() {
    return steps.isEmpty();
  }

  List<Step> steps() {
    return steps;
  }

  /** Returns the path of this one's first steps. */
  JsonPath first(int count) {
    return new JsonPath(steps.subList(0, count));
  }

  /** Returns whether the other path's place is this one's, or within it. */
  boolean holds(JsonPath other) {
    return other.steps.size() >= steps.size() && other.steps.subList(0, steps.size()).equals(steps);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonPath that && steps.equals(that.steps);
  }

  @Override
  public int hashCode() {
    return steps.hashCode();
  }

  /** Returns the path as {@link #parse} reads it, in its shortest form; {@code $} for the root. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      String name = step.name();
      if (name == null) {
        text.append('[').append(step.index()).append(']');
      } else if (PathParser.isBare(name) && name.indexOf(' ') < 0) {
        text.append(text.length() == 0 ? "" : ".").append(name);
      } else {
        String quoted = name.replace("\\", "\\\\").replace("\"", "\\\"");
        text.append("[\"").append(quoted).append("\"]");
      }
    }
    return text.length() == 0 ? "$" : text.toString();
  }
}

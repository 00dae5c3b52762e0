package dev.tributary.connector.files.parquet.read;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.parquet.footer.Leaf;
import dev.tributary.connector.files.parquet.footer.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field with others in it, put together from the entries of its stored columns as JSON text.
 *
 * <p>At each step the first stored column of a part tells by its levels whether the part is there
 * and whether one more element follows; all stored columns of a part go forward together.
 */
final class NestedField implements FieldReader {
  private static final int KEPT = 1 << 20;
  private static final int LARGEST = 256 << 20;

  private final Part root;
  private final int column;
  private final List<LeafReader> leaves = new ArrayList<>();
  private final StringBuilder json = new StringBuilder();
  private @Nullable ConnectorException misfit;

  /** A shape with what reads its stored columns. */
  private record Part(
      Shape shape,
      List<Part> parts,
      LeafReader first,
      List<LeafReader> leaves,
      @Nullable JsonValue value) {}

  NestedField(Shape shape, Function<Leaf, LeafReader> open, int column) {
    this.root = part(shape, open);
    this.column = column;
    this.leaves.addAll(root.leaves());
  }

  private static Part part(Shape shape, Function<Leaf, LeafReader> open) {
    if (shape.kind() == Shape.Kind.LEAF) {
      LeafReader leaf = open.apply(shape.stored());
      return new Part(shape, List.of(), leaf, List.of(leaf), new JsonValue(shape.stored()));
    }
    List<Part> parts = new ArrayList<>();
    List<LeafReader> leaves = new ArrayList<>();
    for (Shape inner : shape.parts()) {
      Part part = part(inner, open);
      parts.add(part);
      leaves.addAll(part.leaves());
    }
    return new Part(shape, parts, leaves.get(0), leaves, null);
  }

  @Override
  public int ready() throws IOException {
    int ready = 1;
    for (LeafReader leaf : leaves) {
      ready = Math.min(ready, leaf.ready());
    }
    return ready;
  }

  @Override
  public @Nullable ConnectorException put(BatchBuilder rows) throws IOException {
    json.setLength(0);
    if (json.capacity() > KEPT) {
      json.trimToSize();
    }
    misfit = null;
    boolean present = define(root) >= root.shape().definition();
    append(root);
    if (misfit != null) {
      return misfit;
    }
    try {
      if (present) {
        rows.set(column, json.toString());
      } else {
        rows.setNull(column);
      }
      return null;
    } catch (ConnectorException unfit) {
      return unfit;
    }
  }

  @Override
  public void show(StringBuilder out) {
    JsonValue.quote(out, root.shape().name());
    out.append(':').append(json);
  }

  @Override
  public void skip(long row, long to) throws IOException {
    for (LeafReader leaf : leaves) {
      skip(leaf, to - leaf.jump(row, to));
    }
  }

  /** Passes over rows of a column that may repeat: each begins with an entry of level 0. */
  private static void skip(LeafReader leaf, long rows) throws IOException {
    if (leaf.leaf.repetition() == 0) {
      leaf.skip(rows);
      return;
    }
    for (long row = 0; row < rows; row++) {
      if (leaf.ready() == 0) {
        throw leaf.ended(row, rows);
      }
      leaf.at++;
      while (leaf.ready() > 0 && leaf.repetitions[leaf.at] > 0) {
        leaf.at++;
      }
    }
  }

  @Override
  public List<LeafReader> leaves() {
    return leaves;
  }

  /** Returns the definition level of the part's next entry. */
  private static int define(Part part) throws IOException {
    LeafReader leaf = part.first();
    if (leaf.ready() == 0) {
      throw leaf.ended(0, 1);
    }
    return leaf.definitions[leaf.at];
  }

  private static void pass(Part part) throws IOException {
    for (LeafReader leaf : part.leaves()) {
      if (leaf.ready() == 0) {
        throw leaf.ended(0, 1);
      }
      leaf.at++;
    }
  }

  /** Appends a part, or null if it is not there, and goes past it. */
  private void append(Part part) throws IOException {
    if (json.length() > LARGEST) {
      throw ConnectorException.of(
              ErrorKind.DATA, "a nested value takes more than " + LARGEST + " characters")
          .place("column " + root.shape().name())
          .remedy("Leave the column out")
          .build();
    }
    Shape shape = part.shape();
    if (define(part) < shape.definition()) {
      pass(part);
      json.append("null");
      return;
    }
    switch (shape.kind()) {
      case LEAF -> value(part);
      case STRUCT -> struct(part);
      case LIST -> list(part);
      case MAP -> map(part);
    }
  }

  private void value(Part part) {
    LeafReader leaf = part.first();
    JsonValue value = part.value();
    if (value == null) {
      throw new IllegalStateException("no leaf");
    }
    try {
      value.append(json, leaf.values, leaf.at);
    } catch (ConnectorException unfit) {
      misfit = misfit == null ? unfit : misfit;
      json.append("null");
    }
    leaf.at++;
  }

  private void struct(Part part) throws IOException {
    char before = '{';
    for (Part field : part.parts()) {
      json.append(before);
      JsonValue.quote(json, field.shape().name());
      json.append(':');
      append(field);
      before = ',';
    }
    json.append('}');
  }

  private void list(Part part) throws IOException {
    json.append('[');
    if (define(part) < part.shape().filled()) {
      pass(part);
    } else {
      char before = 0;
      do {
        if (before != 0) {
          json.append(before);
        }
        append(part.parts().get(0));
        before = ',';
      } while (hasMore(part));
    }
    json.append(']');
  }

  private static boolean hasMore(Part part) throws IOException {
    LeafReader first = part.first();
    boolean more = first.ready() > 0 && first.repetitions[first.at] == part.shape().repetition();
    for (LeafReader leaf : part.leaves()) {
      if (more != (leaf.ready() > 0 && leaf.repetitions[leaf.at] == part.shape().repetition())) {
        throw leaf.uneven();
      }
    }
    return more;
  }

  /** A name that stands twice has the value that stands last, as the format says. */
  private void map(Part part) throws IOException {
    if (define(part) < part.shape().filled()) {
      pass(part);
      json.append("{}");
      return;
    }
    Part key = part.parts().get(0);
    Part value = part.parts().get(1);
    int start = json.length();
    Map<String, String> entries = new LinkedHashMap<>();
    do {
      String name = name(key);
      append(value);
      entries.put(name, json.substring(start));
      json.setLength(start);
    } while (hasMore(part));
    char before = '{';
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      json.append(before);
      JsonValue.quote(json, entry.getKey());
      json.append(':').append(entry.getValue());
      before = ',';
    }
    json.append('}');
  }

  /** The text of a key; of one that is no plain value, its JSON. */
  private String name(Part key) throws IOException {
    int start = json.length();
    LeafReader leaf = key.first();
    JsonValue value = key.value();
    if (value != null && define(key) >= key.shape().definition()) {
      try {
        return value.name(leaf.values, leaf.at++);
      } catch (ConnectorException unfit) {
        misfit = misfit == null ? unfit : misfit;
        return "";
      }
    }
    append(key);
    String text = json.substring(start);
    json.setLength(start);
    return text;
  }
}

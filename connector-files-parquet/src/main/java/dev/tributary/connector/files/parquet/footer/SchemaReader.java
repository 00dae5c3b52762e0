package dev.tributary.connector.files.parquet.footer;

import dev.tributary.connector.files.parquet.encoding.Physical;
import dev.tributary.connector.files.parquet.wire.Malformed;
import dev.tributary.connector.files.parquet.wire.Struct;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the shapes of a file's fields from the flat list in its footer. */
final class SchemaReader {
  private static final int MAX_DEPTH = 60;
  private static final int REQUIRED = 0;
  private static final int OPTIONAL = 1;
  private static final int REPEATED = 2;

  /** A node of the stored tree, with its levels. */
  private record Node(
      Struct element, String name, int repeat, int def, int rep, List<Node> children, Leaf leaf) {

    boolean isRepeated() {
      return repeat == REPEATED;
    }

    /** The older annotation, or the one of the same sense that a newer one has; -1 if none. */
    int annotation() {
      Struct logical = element.findStruct(10);
      if (logical != null && logical.has(2)) {
        return 1;
      }
      if (logical != null && logical.has(3)) {
        return 3;
      }
      return element.getInt(6, -1);
    }
  }

  private final List<Struct> elements;
  private final List<Leaf> leaves = new ArrayList<>();
  private int next;

  SchemaReader(List<Struct> elements) {
    this.elements = elements;
  }

  List<Leaf> leaves() {
    return leaves;
  }

  List<Shape> fields() {
    if (elements.isEmpty()) {
      throw Malformed.of("the schema is empty");
    }
    int count = elements.get(next++).getInt(5, 0);
    List<Shape> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fields.add(shape(node("", 0, 0, 1)));
    }
    if (next != elements.size()) {
      throw Malformed.of("the schema has " + (elements.size() - next) + " elements too many");
    }
    return List.copyOf(fields);
  }

  private Node node(String above, int def, int rep, int depth) {
    if (depth > MAX_DEPTH) {
      throw Malformed.of("columns are nested more than " + MAX_DEPTH + " deep");
    }
    if (next >= elements.size()) {
      throw Malformed.of("the schema ends too early");
    }
    Struct element = elements.get(next++);
    String name = element.getText(4);
    if (name.isEmpty()) {
      throw Malformed.of("a column has no name");
    }
    int repeat = element.getInt(3, REQUIRED);
    if (repeat < REQUIRED || repeat > REPEATED) {
      throw Malformed.of("column " + above + name + " repeats in an unknown way, " + repeat);
    }
    int ownDef = def + (repeat == REQUIRED ? 0 : 1);
    int ownRep = rep + (repeat == REPEATED ? 1 : 0);
    if (element.has(1)) {
      Leaf leaf = leaf(element, above + name, ownDef, ownRep);
      return new Node(element, name, repeat, ownDef, ownRep, List.of(), leaf);
    }
    int count = element.getInt(5, 0);
    if (count < 1) {
      throw Malformed.of("group " + above + name + " has no columns");
    }
    List<Node> children = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      children.add(node(above + name + ".", ownDef, ownRep, depth + 1));
    }
    return new Node(element, name, repeat, ownDef, ownRep, children, children.get(0).leaf());
  }

  private Leaf leaf(Struct element, String path, int def, int rep) {
    Physical physical = Physical.of(element.getInt(1));
    int length = physical == Physical.FIXED ? element.getInt(2) : 0;
    if (length < 0 || (physical == Physical.FIXED && length == 0)) {
      throw Malformed.of("column " + path + " has values of " + length + " bytes");
    }
    LeafTypes.Typed typed = LeafTypes.of(element, physical, length);
    Leaf leaf =
        new Leaf(
            leaves.size(),
            path,
            physical,
            length,
            typed.meaning(),
            typed.type(),
            typed.name(),
            def,
            rep);
    leaves.add(leaf);
    return leaf;
  }

  /** A field that repeats without being called a list is one all the same, never null. */
  private Shape shape(Node node) {
    if (!node.isRepeated()) {
      return bare(node, node.name());
    }
    Shape element = bare(node, "element");
    return list(node.name(), node.def() - 1, node, false, element);
  }

  private static Shape list(String name, int def, Node repeated, boolean nullable, Shape element) {
    return new Shape(
        Shape.Kind.LIST,
        name,
        def,
        repeated.def(),
        repeated.rep(),
        nullable,
        DataType.list(element.type()),
        List.of(element),
        null);
  }

  /** The shape of one occurrence. */
  private Shape bare(Node node, String name) {
    boolean nullable = node.repeat() == OPTIONAL;
    if (node.children().isEmpty()) {
      Leaf leaf = node.leaf();
      return new Shape(
          Shape.Kind.LEAF, name, node.def(), 0, 0, nullable, leaf.type(), List.of(), leaf);
    }
    Shape shape = null;
    int annotation = node.annotation();
    if (annotation == 3) {
      shape = annotatedList(node, name, nullable);
    } else if (annotation == 1 || annotation == 2) {
      shape = annotatedMap(node, name, nullable);
    }
    return shape != null ? shape : struct(node, name, nullable);
  }

  private Shape struct(Node node, String name, boolean nullable) {
    List<Shape> parts = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    for (Node child : node.children()) {
      Shape part = shape(child);
      parts.add(part);
      Field field = Field.of(part.name(), part.type());
      fields.add(part.nullable() ? field : field.required());
    }
    return new Shape(
        Shape.Kind.STRUCT,
        name,
        node.def(),
        0,
        0,
        nullable,
        DataType.struct(fields.toArray(Field[]::new)),
        parts,
        null);
  }

  /** The format's rules for lists, those for old writers included. */
  private @Nullable Shape annotatedList(Node node, String name, boolean nullable) {
    if (node.children().size() != 1 || !node.children().get(0).isRepeated()) {
      return null;
    }
    Node repeated = node.children().get(0);
    boolean isElement =
        repeated.children().size() != 1
            || repeated.children().get(0).isRepeated()
            || repeated.name().equals("array")
            || repeated.name().equals(node.name() + "_tuple");
    Shape element =
        isElement ? bare(repeated, "element") : bare(repeated.children().get(0), "element");
    return list(name, node.def(), repeated, nullable, element);
  }

  private @Nullable Shape annotatedMap(Node node, String name, boolean nullable) {
    if (node.children().size() != 1 || !node.children().get(0).isRepeated()) {
      return null;
    }
    Node repeated = node.children().get(0);
    int parts = repeated.children().size();
    if (parts < 1 || parts > 2 || repeated.children().get(0).repeat() == REPEATED) {
      return null;
    }
    Shape key = bare(repeated.children().get(0), "key");
    if (parts == 1) {
      // a map without values is a set of its keys
      return list(name, node.def(), repeated, nullable, key);
    }
    Shape value = shape(repeated.children().get(1));
    return new Shape(
        Shape.Kind.MAP,
        name,
        node.def(),
        repeated.def(),
        repeated.rep(),
        nullable,
        DataType.map(key.type(), value.type()),
        List.of(key, value),
        null);
  }
}

package dev.tributary.connector.files.parquet.footer;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.files.parquet.wire.LittleEndian;
import dev.tributary.connector.files.parquet.wire.Malformed;
import dev.tributary.connector.files.parquet.wire.Struct;
import dev.tributary.connector.files.parquet.wire.StructReader;
import dev.tributary.connector.files.store.FileInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file's footer. Immutable and thread-safe. */
public final class Footer {
  /** The first and the last four bytes of a file, {@code PAR1}. */
  public static final int MAGIC = 0x31524150;

  private static final int ENCRYPTED_MAGIC = 0x45524150;
  private static final int TAIL = 8;
  private static final int LARGEST = 256 << 20;

  /** The first byte of every footer: a version comes first. */
  private static final int FIRST_BYTE = 0x15;

  private static final int TYPE_ORDER = 1;

  private final List<Shape> fields;
  private final List<RowGroup> groups;
  private final List<Struct> orders;

  private Footer(List<Shape> fields, List<RowGroup> groups, List<Struct> orders) {
    this.fields = fields;
    this.groups = groups;
    this.orders = orders;
  }

  /**
   * Reads a file's footer.
   *
   * @param file the file
   * @param place its name, for errors
   * @throws ConnectorException of kind DATA if it is no Parquet file, or a broken or encrypted one
   * @throws IOException if it cannot be read
   */
  public static Footer read(FileInput file, Place place) throws IOException {
    long size = file.size();
    byte[] tail = new byte[TAIL];
    byte[] head = new byte[4];
    if (size < 4 + TAIL) {
      throw noParquet(place, size + " bytes are too few");
    }
    file.readFully(0, head, 0, 4);
    file.readFully(size - TAIL, tail, 0, TAIL);
    int magic = LittleEndian.getInt(tail, 4);
    if (magic == ENCRYPTED_MAGIC) {
      throw encrypted(place);
    }
    if (LittleEndian.getInt(head, 0) != MAGIC) {
      throw noParquet(place, "it does not begin with PAR1");
    }
    if (magic != MAGIC) {
      throw noParquet(place, "it does not end with PAR1; perhaps it was cut off");
    }
    int length = LittleEndian.getInt(tail, 0);
    if (length < 1 || length > size - TAIL - 4) {
      throw place.broken(
          "a footer of " + length + " bytes in a file of " + size, Malformed.of("its length"));
    }
    long start = size - TAIL - length;
    file.readFully(start, head, 0, 1);
    if (head[0] != FIRST_BYTE || length > LARGEST) {
      throw place.broken(
          "no footer lies at byte " + start + ", " + length + " bytes before the end",
          Malformed.of("its first byte"));
    }
    byte[] bytes = new byte[length];
    file.readFully(start, bytes, 0, length);
    try {
      return parse(new StructReader(bytes, 0, length).read(), start, place);
    } catch (Malformed malformed) {
      throw place.in("footer").broken(malformed.what(), malformed);
    } catch (IllegalArgumentException twice) {
      throw place.in("footer").broken(String.valueOf(twice.getMessage()), twice);
    }
  }

  private static Footer parse(Struct struct, long start, Place place) {
    if (struct.has(8)) {
      throw encrypted(place);
    }
    SchemaReader schema = new SchemaReader(struct.structs(2));
    List<Shape> stored = schema.fields();
    List<RowGroup> groups = new ArrayList<>();
    for (Struct group : struct.structs(4)) {
      groups.add(new RowGroup(groups.size(), group, schema.leaves().size(), start));
    }
    Map<String, String> notes = new LinkedHashMap<>();
    for (Struct note : struct.structs(5)) {
      if (note.has(2)) {
        notes.put(note.getText(1), note.getText(2));
      }
    }
    List<Shape> fields = stored.stream().map(shape -> noted(shape, notes)).toList();
    return new Footer(fields, List.copyOf(groups), struct.structs(7));
  }

  private static Shape noted(Shape shape, Map<String, String> notes) {
    if (shape.kind() != Shape.Kind.LEAF) {
      return shape;
    }
    return shape.type(Notes.type(shape.stored(), notes));
  }

  private static ConnectorException noParquet(Place place, String why) {
    return place.unreadable(
        "the file is no Parquet: " + why, "Check `file_format`, or whether it is still written");
  }

  private static ConnectorException encrypted(Place place) {
    return place.unreadable(
        "the Parquet file is encrypted, which is not supported", "Have it written in the clear");
  }

  /** Returns the file's fields. */
  public List<Shape> fields() {
    return fields;
  }

  /** Returns whether the file says that a column's bounds are ordered as the format defines. */
  public boolean isOrdered(Leaf leaf) {
    return leaf.index() < orders.size() && orders.get(leaf.index()).member() == TYPE_ORDER;
  }

  /** Returns its row groups. */
  public List<RowGroup> groups() {
    return groups;
  }
}

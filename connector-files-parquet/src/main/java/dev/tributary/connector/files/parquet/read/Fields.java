package dev.tributary.connector.files.parquet.read;

import dev.tributary.connector.files.parquet.footer.Footer;
import dev.tributary.connector.files.parquet.footer.Shape;
import dev.tributary.connector.schema.Field;
import java.util.ArrayList;
import java.util.List;

/** The fields of a file as fields of ours. */
public final class Fields {
  private Fields() {}

  /** Returns a field for each of the file's. */
  public static List<Field> of(Footer footer) {
    List<Field> fields = new ArrayList<>();
    for (Shape shape : footer.fields()) {
      Field field = Field.of(shape.name(), shape.type());
      if (shape.kind() == Shape.Kind.LEAF) {
        field = field.sourceType(shape.stored().sourceType());
      }
      fields.add(shape.nullable() ? field : field.required());
    }
    return fields;
  }
}

package dev.tributary.connector.files.parquet.footer;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.schema.DataType;
import java.util.Map;

/**
 * What our writer notes about a field whose type the format does not have: it is stored as text,
 * and a note tells the type, so that it reads back as it was written.
 */
public final class Notes {
  private static final String PREFIX = "tributary.type.";

  private Notes() {}

  /** Returns the name of a field's note. */
  public static String key(String field) {
    return PREFIX + field;
  }

  /**
   * Returns the type that a stored column of texts becomes: the noted one, if it is one that is
   * stored so.
   */
  static DataType type(Leaf leaf, Map<String, String> notes) {
    String note = notes.get(key(leaf.path()));
    if (note == null || leaf.meaning() != Meaning.TEXT) {
      return leaf.type();
    }
    try {
      DataType type = DataType.parse(note);
      return switch (type.kind()) {
        case DECIMAL, DURATION, LIST, STRUCT, MAP -> type;
        default -> leaf.type();
      };
    } catch (ConnectorException unknown) {
      // another writer's note, or a later version's: the text stays a text
      return leaf.type();
    }
  }
}

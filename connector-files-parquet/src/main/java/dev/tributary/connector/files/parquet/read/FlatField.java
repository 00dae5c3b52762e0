package dev.tributary.connector.files.parquet.read;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.error.ConnectorException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field that is a stored column. */
final class FlatField implements FieldReader {
  private final LeafReader leaf;
  private final ValuePut put;
  private final int column;
  private final int present;

  FlatField(LeafReader leaf, ValuePut put, int column) {
    this.leaf = leaf;
    this.put = put;
    this.column = column;
    this.present = leaf.leaf.definition();
  }

  @Override
  public int ready() throws IOException {
    return leaf.ready();
  }

  @Override
  public @Nullable ConnectorException put(BatchBuilder rows) {
    int at = leaf.at++;
    try {
      if (leaf.full || leaf.definitions[at] == present) {
        put.put(rows, column, leaf.values, at);
      } else {
        rows.setNull(column);
      }
      return null;
    } catch (ConnectorException misfit) {
      return misfit;
    }
  }

  @Override
  public void show(StringBuilder json) {
    JsonValue.quote(json, leaf.leaf.path());
    json.append(':');
    int at = leaf.at - 1;
    if (!leaf.full && leaf.definitions[at] != present) {
      json.append("null");
    } else {
      JsonValue.raw(json, leaf.leaf, leaf.values, at);
    }
  }

  @Override
  public void skip(long rows) throws IOException {
    leaf.skip(rows);
  }

  @Override
  public List<LeafReader> leaves() {
    return List.of(leaf);
  }
}

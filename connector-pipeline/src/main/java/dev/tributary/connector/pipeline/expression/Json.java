package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.schema.DataType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes values out of JSON. */
final class Json {
  private Json() {}

  static Typed bind(List<Typed> arguments, boolean whole) {
    Typed value = Coercion.expect(arguments.get(0), DataType.STRING);
    String[] path = Coercion.text(arguments.get(1), "its path").split("\\.");
    return Each.text(
        whole ? DataType.JSON : DataType.STRING,
        List.of(value),
        (v, row) -> {
          Object found = find(parse(v[0].text(row)), path);
          if (found == null) {
            return null;
          }
          if (whole || found instanceof Map || found instanceof List) {
            return JsonTree.write(found);
          }
          return found instanceof BigDecimal number ? number.toPlainString() : found.toString();
        });
  }

  private static @Nullable Object parse(String text) {
    try {
      return JsonTree.parse(text);
    } catch (ConnectorException broken) {
      throw new Each.Failed(Casts.shown(text) + " is no JSON");
    }
  }

  private static @Nullable Object find(@Nullable Object tree, String[] path) {
    Object at = tree;
    for (String name : path) {
      if (at instanceof Map<?, ?> map) {
        at = map.get(name);
      } else if (at instanceof List<?> list && name.matches("[0-9]{1,9}")) {
        int index = Integer.parseInt(name);
        at = index < list.size() ? list.get(index) : null;
      } else {
        return null;
      }
    }
    return at;
  }
}

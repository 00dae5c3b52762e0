package dev.tributary.connector.schema;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.json.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON form of schemas, as state and tasks hold it. */
final class SchemaJson {
  private SchemaJson() {}

  static String write(StreamSchema schema) {
    List<Object> fields = new ArrayList<>();
    for (Field field : schema.fields()) {
      Map<String, Object> member = new LinkedHashMap<>();
      member.put("name", field.name());
      member.put("type", field.type().toString());
      if (!field.isNullable()) {
        member.put("required", true);
      }
      field.sourceType().ifPresent(type -> member.put("source_type", type));
      field.doc().ifPresent(doc -> member.put("doc", doc));
      fields.add(member);
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("version", schema.version());
    if (!schema.key().isEmpty()) {
      tree.put("key", schema.key());
    }
    tree.put("fields", fields);
    return JsonTree.write(tree);
  }

  static StreamSchema read(String json) {
    Map<String, @Nullable Object> tree = JsonTree.parseObject(json);
    try {
      List<Field> fields = new ArrayList<>();
      for (Object member : JsonTree.list(tree.get("fields"))) {
        fields.add(field(JsonTree.map(member)));
      }
      String[] key =
          JsonTree.list(tree.get("key")).stream().map(JsonTree::text).toArray(String[]::new);
      int version = Math.toIntExact(JsonTree.whole(tree.get("version")));
      return StreamSchema.of(fields).key(key).version(version);
    } catch (IllegalArgumentException | ArithmeticException wrong) {
      throw ConnectorException.of(ErrorKind.DATA, "this is no schema: " + wrong.getMessage())
          .cause(wrong)
          .build();
    }
  }

  private static Field field(Map<String, @Nullable Object> member) {
    Field field =
        Field.of(
            JsonTree.text(member.get("name")), DataType.parse(JsonTree.text(member.get("type"))));
    if (member.get("required") != null && JsonTree.truth(member.get("required"))) {
      field = field.required();
    }
    Object sourceType = member.get("source_type");
    if (sourceType != null) {
      field = field.sourceType(JsonTree.text(sourceType));
    }
    Object doc = member.get("doc");
    return doc == null ? field : field.doc(JsonTree.text(doc));
  }
}

package dev.tributary.connector.option;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts by name, each of which may be secret. */
final class SecretMapType extends Type<Map<String, Secret>> {
  static final SecretMapType INSTANCE = new SecretMapType();

  private SecretMapType() {}

  @Override
  String label() {
    return "map of texts or secrets";
  }

  @Override
  String expected() {
    return "a map of names to texts";
  }

  @Override
  boolean isSecret() {
    return true;
  }

  @Override
  @Nullable Map<String, Secret> read(Object raw, Node node) {
    return Containers.readMap(raw, node, expected(), SecretMapType::readOne);
  }

  private static @Nullable Secret readOne(String name, Object raw, Node node) {
    String text = Containers.looseText(raw);
    if (raw instanceof Secret || text == null || SensitiveNames.isSensitive(name)) {
      return SecretType.INSTANCE.read(raw, node);
    }
    return Secret.parseOpen(text, node);
  }

  @Override
  Object write(Map<String, Secret> value, String path) {
    Map<String, Object> raw = new LinkedHashMap<>();
    value.forEach((name, secret) -> raw.put(name, writeOne(secret, Paths.key(path, name))));
    return Collections.unmodifiableMap(raw);
  }

  static Object writeOne(Secret secret, String path) {
    return secret.isOpen()
        ? Template.escape(secret.reveal())
        : SecretType.INSTANCE.write(secret, path);
  }

  @Override
  String show(Map<String, Secret> value) {
    return value.isEmpty() ? "{}" : Redactor.MASK;
  }

  @Override
  Map<String, Object> schema() {
    Map<String, Object> schema = JsonSchema.object("type", "object");
    schema.put("additionalProperties", Map.of("type", Containers.SCALAR_NAMES));
    return schema;
  }
}

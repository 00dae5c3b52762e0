package dev.tributary.connector.option;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Secrets, best as references. */
final class SecretType extends Type<Secret> {
  static final SecretType INSTANCE = new SecretType();

  private SecretType() {}

  @Override
  String label() {
    return "secret";
  }

  @Override
  String expected() {
    return "a secret, such as secret://name";
  }

  @Override
  boolean isSecret() {
    return true;
  }

  @Override
  @Nullable Secret read(Object raw, Node node) {
    if (raw instanceof Secret secret) {
      return secret.in(node);
    }
    String text = Scalars.text(raw);
    if (text == null || text.isEmpty()) {
      node.unfit(expected(), raw);
      return null;
    }
    Secret secret = Secret.parse(text, node);
    if (secret != null && secret.reference().isEmpty()) {
      node.warning(
          "is a secret in plain text",
          "Write secret://name, or ${NAME} to take it from the environment");
    }
    return secret;
  }

  @Override
  Object write(Secret value, String path) {
    return value
        .reference()
        .orElseThrow(
            () ->
                ConnectorException.of(
                        ErrorKind.CONFIG,
                        "`"
                            + path
                            + "` is a secret in plain text, which must not leave this process")
                    .remedy("Write secret://name in its place")
                    .build());
  }

  @Override
  String show(Secret value) {
    return Redactor.MASK;
  }

  @Override
  Map<String, Object> schema() {
    Map<String, Object> schema = JsonSchema.object("type", Scalars.TEXT_NAMES);
    schema.put("writeOnly", true);
    return schema;
  }
}

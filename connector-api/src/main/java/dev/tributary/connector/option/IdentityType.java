package dev.tributary.connector.option;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who logs in, such as a user's name: no secret as plain text, because it stands in places that
 * must be kept, such as the names of streams; a secret where a reference to one stands there.
 */
final class IdentityType extends Type<Secret> {
  static final IdentityType INSTANCE = new IdentityType();

  private IdentityType() {}

  @Override
  String label() {
    return "text or secret";
  }

  @Override
  String expected() {
    return "a text, or a secret such as secret://name";
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
    return Secret.parseOpen(text, node);
  }

  @Override
  Object write(Secret value, String path) {
    return SecretMapType.writeOne(value, path);
  }

  @Override
  String show(Secret value) {
    return Redactor.MASK;
  }

  @Override
  Map<String, Object> schema() {
    return SecretType.INSTANCE.schema();
  }
}

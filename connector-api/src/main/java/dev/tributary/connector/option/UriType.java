package dev.tributary.connector.option;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whole URLs; a password in one works, but is complained of and never leaves the process. */
final class UriType extends Type<URI> {
  static final UriType INSTANCE = new UriType();

  private UriType() {}

  @Override
  String label() {
    return Scalars.URI_TEXT.label();
  }

  @Override
  String expected() {
    return Scalars.URI_TEXT.expected();
  }

  @Override
  @Nullable URI read(Object raw, Node node) {
    URI uri = Scalars.URI_TEXT.read(raw, node);
    String password = uri == null ? null : password(uri);
    if (password != null) {
      node.resolver().redactor().register(password);
      node.warning(
          "holds a password in plain text", "Give the password in an option that is kept secret");
    }
    return uri;
  }

  private static @Nullable String password(URI uri) {
    String user = uri.getUserInfo();
    int colon = user == null ? -1 : user.indexOf(':');
    return user == null || colon < 0 || colon == user.length() - 1
        ? null
        : user.substring(colon + 1);
  }

  @Override
  Object write(URI value, String path) {
    if (password(value) != null) {
      throw ConnectorException.of(
              ErrorKind.CONFIG,
              "`" + path + "` holds a password, which must not leave this process")
          .remedy("Give the password in an option that is kept secret, as secret://name")
          .build();
    }
    return Scalars.URI_TEXT.write(value, path);
  }

  @Override
  Map<String, Object> schema() {
    return Scalars.URI_TEXT.schema();
  }
}

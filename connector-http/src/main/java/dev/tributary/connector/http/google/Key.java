package dev.tributary.connector.http.google;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.option.Redactor;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a credential's JSON says. Its secrets are known to the redactor as soon as it is read. */
final class Key {
  private static final List<String> SECRET =
      List.of("private_key", "client_secret", "refresh_token");

  private final Map<String, @Nullable Object> members;
  private final String said;

  private Key(Map<String, @Nullable Object> members, String said) {
    this.members = members;
    this.said = said;
  }

  static Key parse(String text, String said, Redactor redactor) {
    Map<String, @Nullable Object> members;
    try {
      members = JsonTree.parseObject(text);
    } catch (ConnectorException noJson) {
      // the parser's words may quote the key
      throw ConnectorException.of(ErrorKind.CONFIG, said + " holds no JSON of a credential")
          .remedy("Take the key file as Google's console or gcloud wrote it")
          .build();
    }
    Key key = new Key(members, said);
    key.hide(redactor);
    return key;
  }

  private void hide(Redactor redactor) {
    for (String name : SECRET) {
      if (members.get(name) instanceof String secret && !secret.isEmpty()) {
        redactor.register(secret);
      }
    }
    if (members.get("source_credentials") instanceof Map<?, ?>) {
      nested("source_credentials").hide(redactor);
    }
  }

  String type() {
    return members.get("type") instanceof String type ? type : "?";
  }

  String get(String member) {
    if (members.get(member) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw ConnectorException.of(
            ErrorKind.CONFIG, said + " holds a credential without `" + member + "`")
        .remedy("Take the key file as Google's console or gcloud wrote it")
        .build();
  }

  String find(String member) {
    return members.get(member) instanceof String text ? text : "";
  }

  URI url(String member, String usual) {
    String text = find(member).isEmpty() ? usual : find(member);
    try {
      URI url = URI.create(text);
      if (url.getHost() != null && url.getScheme() != null) {
        return url;
      }
    } catch (IllegalArgumentException noUrl) {
      // told below
    }
    throw ConnectorException.of(
            ErrorKind.CONFIG, said + " holds a credential whose `" + member + "` is no URL")
        .build();
  }

  Key nested(String member) {
    if (members.get(member) instanceof Map<?, ?> inner) {
      return new Key(JsonTree.map(inner), said);
    }
    throw ConnectorException.of(
            ErrorKind.CONFIG, said + " holds a credential without `" + member + "`")
        .build();
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return type() + " of " + said;
  }
}

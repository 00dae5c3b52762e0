package dev.tributary.connector.http.google;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.http.AccessToken;
import dev.tributary.connector.http.HttpResponse;
import dev.tributary.connector.json.JsonTree;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What token endpoints of Google answer. */
final class TokenReply {
  private static final int LONGEST = 1 << 20;
  private static final int LONGEST_DESCRIPTION = 300;

  private TokenReply() {}

  /** Returns the members of an answer of JSON. */
  static Map<String, @Nullable Object> parse(HttpResponse response) {
    String text = response.text(LONGEST);
    try {
      return JsonTree.parseObject(text);
    } catch (ConnectorException noJson) {
      // It may hold a token in another form, so it is not shown.
      throw ConnectorException.of(
              ErrorKind.DATA,
              response.place() + " answered without JSON where a token was expected")
          .build();
    }
  }

  static AccessToken read(HttpResponse response, String remedy) {
    Map<String, @Nullable Object> reply = parse(response);
    if (reply.get("access_token") instanceof String token) {
      return AccessToken.of(
          token,
          reply.get("expires_in") instanceof Long seconds && seconds > 0
              ? Duration.ofSeconds(seconds)
              : null);
    }
    throw refusal(response, reply, remedy);
  }

  static ConnectorException refusal(
      HttpResponse response, Map<String, @Nullable Object> reply, String remedy) {
    StringBuilder why = new StringBuilder();
    for (Object part :
        new @Nullable Object[] {reply.get("error"), reply.get("error_description")}) {
      Object text = part instanceof Map<?, ?> nested ? nested.get("message") : part;
      if (text instanceof String words) {
        why.append(why.isEmpty() ? "" : ": ").append(words);
      }
    }
    String said =
        why.length() > LONGEST_DESCRIPTION
            ? why.substring(0, LONGEST_DESCRIPTION) + "…"
            : why.toString();
    return ConnectorException.of(
            response.status() == 403 ? ErrorKind.PERMISSION : ErrorKind.AUTHENTICATION,
            response.place() + " gave no token" + (said.isEmpty() ? "" : " (" + said + ")"))
        .remedy(remedy)
        .build();
  }
}

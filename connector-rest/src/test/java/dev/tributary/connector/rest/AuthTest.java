package dev.tributary.connector.rest;

import static dev.tributary.connector.rest.Api.json;
import static dev.tributary.connector.rest.Rest.orders;
import static dev.tributary.connector.rest.Rest.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.host.ConnectorListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AuthTest {
  private static final List<Map<String, String>> SCHEMA =
      List.of(Map.of("name", "id", "type", "long"));

  private static Api.Asked askedWith(String type, Map<String, ?> config) {
    try (Api api = Api.answering(asked -> json("{\"data\":" + Api.ids(0, 1) + "}"))) {
      SourceConfig source = source(api).with("auth_type", type).with("auth_config", config);
      Rest.ids(source, orders().with("schema", SCHEMA));
      return api.asked().get(0);
    }
  }

  @Test
  void sendsKeysWhereTheyBelong() {
    assertThat(askedWith("API_KEY", Map.of("api_key", "k-1234567")).header("X-API-Key"))
        .isEqualTo("k-1234567");
    Map<String, ?> named =
        Map.of("api_key", "k-1234567", "header_name", "Authorization", "prefix", "Token");
    assertThat(askedWith("API_KEY", named).header("Authorization")).isEqualTo("Token k-1234567");
    Map<String, ?> inQuery = Map.of("api_key", "k-1234567", "param_name", "key");
    assertThat(askedWith("api_key", inQuery).query()).containsEntry("key", "k-1234567");
    Map<String, ?> inCookie = Map.of("api_key", "k-1234567", "cookie_name", "sid");
    assertThat(askedWith("API_KEY", inCookie).header("Cookie")).isEqualTo("sid=k-1234567");
  }

  @Test
  void sendsUsersAndTokens() {
    assertThat(
            askedWith("BASIC_AUTH", Map.of("username", "ann", "password", "pässword"))
                .header("Authorization"))
        .isEqualTo("Basic YW5uOnDDpHNzd29yZA==");
    assertThat(askedWith("BEARER", Map.of("token", "t-1234567")).header("Authorization"))
        .isEqualTo("Bearer t-1234567");
  }

  @Test
  @DisplayName("B1.6 connectors of one context share the token of a credential")
  void sharesTokens() {
    AtomicInteger tokens = new AtomicInteger();
    try (Api api =
        Api.answering(
            asked -> {
              if (asked.path().equals("/token")) {
                return json(
                    "{\"access_token\":\"tok-"
                        + tokens.incrementAndGet()
                        + "\",\"expires_in\":3600}");
              }
              boolean known = asked.header("Authorization").equals("Bearer tok-1");
              return known ? json("{\"data\":" + Api.ids(0, 1) + "}") : Api.status(401);
            })) {
      ConnectorContext host = ConnectorContext.defaults();
      SourceConfig source =
          source(api)
              .with("auth_type", "OAUTH2")
              .with(
                  "auth_config",
                  Map.of(
                      "client_id",
                      "client-7",
                      "client_secret",
                      "secret-7",
                      "token_url",
                      api.url() + "/token",
                      "scopes",
                      List.of("read")));
      for (int i = 0; i < 2; i++) {
        try (BaseConnector connector = Rest.connector(source, host)) {
          assertThat(Rest.run(connector, orders().with("schema", SCHEMA)).ids())
              .containsExactly(0L);
        }
      }
      assertThat(tokens).hasValue(1);
    }
  }

  @Test
  void saysThatALoginWasRefused() {
    try (Api api = Api.answering(asked -> Api.status(401))) {
      SourceConfig source =
          source(api)
              .with("auth_type", "BEARER")
              .with("auth_config", Map.of("token", "very-secret-token"));
      Rest.Run run = Rest.run(source, orders().with("schema", SCHEMA));
      assertThat(run.failure())
          .isInstanceOfSatisfying(
              ConnectorException.class,
              error -> {
                assertThat(error.kind()).isEqualTo(ErrorKind.AUTHENTICATION);
                assertThat(error.stream()).contains("orders");
                assertThat(error.remedy()).isPresent();
                assertThat(error.getMessage()).contains("401").doesNotContain("very-secret");
              });
    }
  }

  @Test
  @DisplayName("B1.23 a key that a next URL repeats is neither saved nor sent twice")
  void keepsKeysOutOfNextUrls() {
    try (Api api =
        Api.answering(
            asked -> {
              if (!asked.query().getOrDefault("key", "").equals("k-1234567")) {
                return Api.status(401);
              }
              boolean first = !asked.query().containsKey("page");
              return json(
                  "{\"data\":"
                      + (first ? Api.ids(0, 2) : Api.ids(2, 4))
                      + ",\"next\":"
                      + (first ? "\"/orders?key=k-1234567&page=2\"" : "null")
                      + "}");
            })) {
      SourceConfig source =
          source(api, "NEXT_URL", Map.of())
              .with("auth_type", "API_KEY")
              .with("auth_config", Map.of("api_key", "k-1234567", "param_name", "key"));
      assertThat(Rest.ids(source, orders().with("schema", SCHEMA))).containsExactly(0L, 1L, 2L, 3L);
    }
  }

  @Test
  @DisplayName("rule 15: a user's name is no secret, so that a stream may be called like it")
  void readsAStreamThatIsCalledLikeTheUser() {
    List<String> warnings = new CopyOnWriteArrayList<>();
    ConnectorContext host =
        ConnectorContext.defaults()
            .listener(
                new ConnectorListener() {
                  @Override
                  public void warned(String sourceId, String message) {
                    warnings.add(message);
                  }
                });
    try (Api api = Api.answering(asked -> json("{\"data\":" + Api.ids(0, 2) + "}"));
        BaseConnector connector =
            Rest.connector(
                source(api)
                    .with("auth_type", "BASIC_AUTH")
                    .with("auth_config", Map.of("username", "orders", "password", "pass-1234")),
                host)) {
      Rest.Run run = Rest.run(connector, orders().with("schema", SCHEMA));
      assertThat(run.failure()).isNull();
      assertThat(run.ids()).containsExactly(0L, 1L);
      assertThat(api.asked().get(0).header("Authorization"))
          .isEqualTo("Basic b3JkZXJzOnBhc3MtMTIzNA==");
      assertThat(warnings).noneMatch(warning -> warning.contains("username"));
      assertThat(warnings).anyMatch(warning -> warning.contains("password"));
    }
  }

  @Test
  void saysThatATokenCannotBeSent() {
    try (Api api =
        Api.answering(asked -> json("{\"access_token\":\"tok-1234567\\n\",\"expires_in\":3600}"))) {
      SourceConfig source =
          source(api)
              .with("auth_type", "OAUTH2")
              .with(
                  "auth_config",
                  Map.of(
                      "client_id", "client-7",
                      "client_secret", "secret-7",
                      "token_url", api.url() + "/token"));
      Rest.Run run = Rest.run(source, orders().with("schema", SCHEMA));
      assertThat(run.failure())
          .isInstanceOfSatisfying(
              ConnectorException.class,
              error -> {
                assertThat(error.kind()).isEqualTo(ErrorKind.AUTHENTICATION);
                assertThat(error.getMessage())
                    .contains("access_token")
                    .contains("/token")
                    .doesNotContain("tok-1234567");
              });
    }
  }
}

package dev.tributary.connector.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiscriminatorTest {
  enum AuthType {
    NONE,
    BEARER,
    OAUTH2
  }

  static final Option<AuthType> TYPE = Option.enumeration("auth_type", AuthType.NONE);
  static final Option<Options> AUTH = Option.object("auth_config", OptionSet.of());
  static final Option<String> TOKEN = Option.string("token").required();
  static final Option<URI> TOKEN_URL = Option.uri("token_url").required();
  static final Option<String> GRANT = Option.string("grant_type", "client_credentials");
  static final OptionSet SET =
      OptionSet.of(TYPE, AUTH)
          .when(TYPE, AuthType.BEARER, AUTH, OptionSet.of(TOKEN))
          .when(TYPE, AuthType.OAUTH2, AUTH, OptionSet.of(TOKEN_URL, GRANT));

  private static String complaints(Map<String, ?> values) {
    Problems problems = Problems.empty();
    SET.bind(Configuration.of(values), problems, Resolver.none());
    return problems.toString();
  }

  @Test
  void readsTheOptionsThatBelongToTheValue() {
    Options options =
        SET.bind(
            Configuration.of(
                Map.of(
                    "auth_type",
                    "oauth2",
                    "auth_config",
                    Map.of("token_url", "https://id.example"))));
    Options auth = options.get(AUTH);
    assertThat(auth.get(TOKEN_URL)).hasHost("id.example");
    assertThat(auth.get(GRANT)).isEqualTo("client_credentials");
    assertThat(auth.find(TOKEN)).as("belongs to another value").isEmpty();
    assertThat(auth.isSet(TOKEN)).isFalse();
    assertThatThrownBy(() -> auth.find(Option.string("other")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void asksForWhatIsRequiredEvenWhereNothingIsGiven() {
    assertThat(complaints(Map.of("auth_type", "OAUTH2")))
        .isEqualTo("✗ `auth_config.token_url`: is required. Add it");
    assertThat(complaints(Map.of())).isEmpty();
  }

  @Test
  void saysToWhichValueAnOptionBelongs() {
    assertThat(complaints(Map.of("auth_type", "BEARER", "auth_config", Map.of("token_url", "x"))))
        .contains("`auth_config.token_url`: option `token_url` belongs to `auth_type: OAUTH2`")
        .contains("`auth_config.token`: is required");
    assertThat(complaints(Map.of("auth_config", Map.of("tokn", "x"))))
        .contains("`auth_config.tokn`: unknown option `tokn`. There are no options here");
  }

  @Test
  void complainsOnlyOfTheDiscriminatorIfThatIsWrong() {
    assertThat(complaints(Map.of("auth_type", "OAUTH", "auth_config", Map.of("token", "x"))))
        .isEqualTo(
            "✗ `auth_type`: must be one of NONE, BEARER, OAUTH2; given \"OAUTH\"."
                + " Did you mean `OAUTH2`?");
  }

  @Test
  void refusesANestedOptionThatIsNoMap() {
    assertThat(complaints(Map.of("auth_type", "BEARER", "auth_config", "secret")))
        .isEqualTo("✗ `auth_config`: must be a map; given \"secret\"");
  }
}

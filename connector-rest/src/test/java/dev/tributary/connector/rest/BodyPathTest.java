package dev.tributary.connector.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BodyPathTest {
  private static Optional<String> find(String path, String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return BodyPath.of(path).flatMap(plain -> plain.find(bytes, bytes.length));
  }

  @Test
  void findsTextsAndNumbers() {
    assertThat(find("next", "{\"next\":\"b\"}")).contains("b");
    assertThat(find("$.next", " { \"data\" : [ {\"next\":\"x\"} ] , \"next\" : 0 } "))
        .contains("0");
    assertThat(find("meta.next", "{\"a\":\"}\\\"{\",\"meta\":{\"x\":[1,{}],\"next\":\"ä\"}}"))
        .contains("ä");
    assertThat(
            find(
                "next", "{\"t\":true,\"n\":-1.5e3,\"z\":null,\"next\":\"http:\\/\\/a?b\\u0026c\"}"))
        .contains("http://a?b&c");
    assertThat(find("next", "{\"data\":[],\"next\":\"\"}")).contains("");
  }

  @Test
  void givesUpAtAnythingUnusual() {
    assertThat(find("data[-1].id", "{}")).isEmpty();
    assertThat(find("next", "{\"next\":null}")).isEmpty();
    assertThat(find("next", "{\"next\":\"a\\u00e4\"}")).isEmpty();
    assertThat(find("next", "{\"next\":{\"a\":1}}")).isEmpty();
    assertThat(find("next", "{\"next\":1.5}")).isEmpty();
    assertThat(find("next", "{\"next\":12")).as("cut").isEmpty();
    assertThat(find("next", "{\"next\":\"ab")).as("cut").isEmpty();
    assertThat(find("next", "[1,2]")).isEmpty();
    assertThat(find("next", "{\"data\":[1,2")).isEmpty();
    assertThat(find("next", "")).isEmpty();
  }

  @Test
  void endsOnEveryInput() {
    String json = "{\"data\":[{\"a\":\"\\\\\\\"\"},[1,{}]],\"meta\":{\"next\":\"x\"}}";
    for (int cut = 0; cut <= json.length(); cut++) {
      find("meta.next", json.substring(0, cut));
      find("meta.next", json.substring(cut));
    }
    assertThat(find("meta.next", json)).contains("x");
  }
}

package dev.tributary.connector.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.json.JsonTree;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/**
 * What holds for all values. The number of tries is jqwik's default; for longer: {@code
 * -Djqwik.tries.default=1000000}.
 */
class OptionPropertiesTest {

  @Property
  void readsBackWhateverTextWasBound(@ForAll("texts") String text) {
    assertThat(again(Option.string("x"), Template.escape(text))).isEqualTo(text);
  }

  @Property
  void readsBackWhateverNumberWasBound(
      @ForAll long whole, @ForAll double number, @ForAll BigDecimal decimal) {
    assertThat(again(Option.longInteger("x"), whole)).isEqualTo(whole);
    assertThat(again(Option.number("x"), number)).isEqualTo(number);
    assertThat(again(Option.decimal("x"), decimal)).isEqualByComparingTo(decimal);
  }

  @Property
  void readsBackWhateverTimeWasBound(@ForAll @LongRange(min = 0) long nanos) {
    Duration time = Duration.ofNanos(nanos / 3);
    assertThat(again(Option.seconds("x"), Seconds.write(time))).isEqualTo(time);
    assertThat(again(Option.seconds("x"), time.toString())).isEqualTo(time);
  }

  @Property
  void readsBackWhateverTreeWasBound(
      @ForAll @Size(max = 5) Map<String, @Size(max = 5) List<String>> tree) {
    Configuration configuration = Configuration.of(tree);
    assertThat(Configuration.fromJson(configuration.toJson())).isEqualTo(configuration);
  }

  private static <T> T again(Option<T> option, Object raw) {
    OptionSet set = OptionSet.of(option);
    Options bound = set.bind(Configuration.of(Map.of(option.name(), raw)));
    String json = bound.portable().toJson();
    Options again = set.bind(Configuration.fromJson(json));
    assertThat(again.get(option)).isEqualTo(bound.get(option));
    return again.get(option);
  }

  @Property
  void neverLeavesARegisteredValue(
      @ForAll @Size(min = 1, max = 4) List<@From("secrets") String> secrets,
      @ForAll @Size(max = 12) List<@From("pieces") String> pieces) {
    Redactor redactor = new Redactor();
    secrets.forEach(redactor::register);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces.size(); i++) {
      text.append(pieces.get(i)).append(secrets.get(i % secrets.size()));
    }
    String redacted = redactor.redact(text.toString());
    assertThat(secrets).noneMatch(redacted::contains);
    assertThat(redactor.reveals(redacted)).isFalse();
  }

  @Property
  void neverLeavesARegisteredValueInBase64OrJson(
      @ForAll("secrets") String secret, @ForAll("pieces") String before) {
    Redactor redactor = new Redactor();
    redactor.register(secret);
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    String json = JsonTree.write(secret);
    assertThat(redactor.redact(before + base64)).doesNotContain(base64);
    String inside = json.substring(1, json.length() - 1);
    assertThat(redactor.redact(before + json)).doesNotContain(inside);
  }

  @Property
  void leavesTextsWithoutSecretsAsTheyAre(@ForAll("plain") String text) {
    Redactor redactor = new Redactor();
    redactor.register("Zq8-unlikely");
    assertThat(redactor.redact(text)).isEqualTo(text);
  }

  @Property
  void redactsTheSameWhenDoneTwice(
      @ForAll("secrets") String secret,
      @ForAll @Size(max = 8) List<@From("pieces") String> pieces) {
    Redactor redactor = new Redactor();
    redactor.register(secret);
    String once = redactor.redact(String.join(secret, pieces));
    assertThat(redactor.redact(once)).isEqualTo(once);
  }

  @Provide
  Arbitrary<String> secrets() {
    return Arbitraries.oneOf(
            Arbitraries.strings().withChars("ab*%\\\"").ofMinLength(4).ofMaxLength(8),
            Arbitraries.strings().ofMinLength(4).ofMaxLength(30),
            Arbitraries.strings().ascii().ofMinLength(4).ofMaxLength(30))
        .filter(text -> !text.chars().allMatch(c -> c == '*' || Character.isWhitespace(c)))
        // Half of a surrogate pair has no bytes in UTF-8, so no Base64 either.
        .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "token=", "\"password\": \"", "://", "@", "Bearer ", "%41", "\\", " ", "*", "ab"),
        Arbitraries.strings().withChars("ab*%\\\"= :").ofMaxLength(6),
        Arbitraries.strings().ofMaxLength(10));
  }

  @Provide
  Arbitrary<String> plain() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withChars(" .,(){}0123456789\n")
        .ofMaxLength(80);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
            Arbitraries.strings(), Arbitraries.strings().withChars("${}:-ab").ofMaxLength(12))
        .filter(text -> !text.startsWith("secret://"));
  }
}

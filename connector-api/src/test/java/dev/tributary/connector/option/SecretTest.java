package dev.tributary.connector.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("rule 15: secrets are revealed at use, kept as references, and shown to nobody")
class SecretTest {
  private static final Option<Secret> TOKEN = Option.secret("token");
  private static final OptionSet SET = OptionSet.of(TOKEN);

  private final Map<String, String> vault = new HashMap<>(Map.of("shop", "s3cr3t-1"));
  private final List<String> reads = new ArrayList<>();
  private final List<String> accesses = new ArrayList<>();
  private final Redactor redactor = new Redactor();
  private final Problems problems = Problems.empty();
  private final Resolver resolver =
      Resolver.none()
          .withEnvironment(Map.of("TOKEN", "from-the-env"))
          .withSecrets(
              name -> {
                reads.add(name);
                return Optional.ofNullable(vault.get(name));
              })
          .withRedactor(redactor)
          .withAudit(accesses::add);

  private Options bind(Object token) {
    return SET.bind(Configuration.of(Map.of("token", token)), problems, resolver);
  }

  @Test
  void readsTheStoreWhenTheSecretIsUsedNotWhenItIsParsed() {
    Secret secret = bind("secret://shop").get(TOKEN);
    assertThat(reads).isEmpty();
    assertThat(problems.isEmpty()).isTrue();
    assertThat(secret.reveal()).isEqualTo("s3cr3t-1");
    assertThat(secret.reveal()).isEqualTo("s3cr3t-1");
    assertThat(reads).containsExactly("shop");
  }

  @Test
  void readsAgainAfterARefusedLogin() {
    Secret secret = bind("${secret:shop}").get(TOKEN);
    assertThat(secret.reveal()).isEqualTo("s3cr3t-1");
    vault.put("shop", "s3cr3t-2");
    assertThat(secret.reveal()).isEqualTo("s3cr3t-1");
    assertThat(secret.revealAgain()).isEqualTo("s3cr3t-2");
    assertThat(secret.reveal()).isEqualTo("s3cr3t-2");
    assertThat(redactor.redact("s3cr3t-1 s3cr3t-2")).isEqualTo("*** ***");
  }

  @Test
  void tellsTheAuditEveryAccessByName() {
    Secret secret = bind("secret://shop").get(TOKEN);
    assertThat(accesses).isEmpty();
    secret.reveal();
    secret.revealAgain();
    bind("plain-text").get(TOKEN).reveal();
    assertThat(accesses).containsExactly("secret://shop", "secret://shop", "token");
  }

  @Test
  void makesEveryValueKnownToTheRedactor() {
    bind("Bearer-${secret:shop}").get(TOKEN).reveal();
    bind("plain-text");
    bind("${TOKEN}");
    assertThat(redactor.redact("s3cr3t-1, plain-text, from-the-env")).isEqualTo("***, ***, ***");
  }

  @Test
  void showsNoValue() throws Exception {
    for (Secret secret :
        List.of(
            Secret.literal("hush"),
            bind("hush").get(TOKEN),
            bind("secret://shop").get(TOKEN),
            bind("${TOKEN:-hush}").get(TOKEN))) {
      secret.reveal();
      assertThat(secret.toString()).doesNotContain("hush", "s3cr3t", "from");
      try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
        assertThatThrownBy(() -> out.writeObject(secret))
            .isInstanceOf(NotSerializableException.class);
      }
    }
    assertThat(Secret.literal("hush")).isNotEqualTo(Secret.literal("hush")).hasToString("***");
    assertThat(bind("secret://shop").get(TOKEN)).hasToString("secret://shop");
    assertThat(Configuration.of(Map.of("token", "hush"))).hasToString("Configuration[token]");
    assertThat(bind("hush")).hasToString("[token]");
  }

  @Test
  void warnsOfPlainTextWithoutShowingIt() {
    assertThat(bind("hush").get(TOKEN).reveal()).isEqualTo("hush");
    assertThat(problems.hasErrors()).isFalse();
    assertThat(problems.toString())
        .startsWith("⚠ `token`: is a secret in plain text. Write secret://name")
        .doesNotContain("hush");
  }

  @Test
  void showsNoSecretInWhatItComplainsOf() {
    bind(List.of("hush"));
    bind("${hush hush}");
    Problems rule = Problems.empty();
    OptionSet.of(TOKEN.check(secret -> false, "longer"))
        .bind(Configuration.of(Map.of("token", "hush")), rule, resolver);
    assertThat(problems.errors()).hasSize(2);
    assertThat(problems + "\n" + rule)
        .contains("must be longer; given a text")
        .doesNotContain("hush");
  }

  @Test
  void saysWhichSecretIsMissing() {
    assertThatThrownBy(() -> bind("secret://nope").get(TOKEN).reveal())
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIG))
        .hasMessageContaining("the host's secret store has no secret `nope`");
    bind("${NOT_SET}");
    assertThat(problems.toString()).contains("needs the environment variable NOT_SET");
  }

  @Test
  void hidesWhatABrokenStoreSays() {
    redactor.register("vault-password");
    Resolver broken =
        resolver.withSecrets(
            name -> {
              throw new IllegalStateException("vault-password refused");
            });
    assertThatThrownBy(() -> Secret.reference("shop", broken).reveal())
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.TRANSIENT))
        .hasMessageContaining("`shop`")
        .cause()
        .hasToString("java.lang.IllegalStateException: *** refused");
  }

  @Test
  void handsARotatedValueToTheStore() {
    SecretStore store = SecretStore.of(Map.of("shop", "old-value"));
    Secret secret = Secret.reference("shop", resolver.withSecrets(store));
    secret.replace("new-value");
    assertThat(store.read("shop")).contains("new-value");
    assertThat(secret.reveal()).isEqualTo("new-value");
    assertThat(redactor.redact("new-value")).isEqualTo("***");
    assertThat(store).hasToString("SecretStore[shop]");
  }

  @Test
  void saysThatARotatedValueCannotBeKept() {
    Secret secret = bind("secret://shop").get(TOKEN);
    assertThatThrownBy(() -> secret.replace("new-value"))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("cannot keep a new value of `shop`");
    assertThat(secret.reveal()).isEqualTo("new-value");
    assertThatThrownBy(() -> Secret.literal("hush").replace("new-value"))
        .hasMessageContaining("Write secret://name in its place")
        .hasMessageNotContaining("new-value");
  }

  @Test
  void keepsReferencesInTheirPortableForm() {
    for (String reference : List.of("secret://shop", "${secret:shop}", "${TOKEN}", "x-${TOKEN}")) {
      Configuration portable = bind(reference).portable();
      assertThat(portable.toJson()).isEqualTo("{\"token\":\"" + reference + "\"}");
      Secret again =
          SET.bind(Configuration.fromJson(portable.toJson()), problems, resolver).get(TOKEN);
      assertThat(again.reveal()).isNotEmpty();
    }
  }

  @Test
  void refusesToLetPlainTextLeaveTheProcess() {
    for (Object literal : List.of("hush", "${NOT_SET:-hush}", Secret.literal("hush"))) {
      assertThatThrownBy(() -> bind(literal).portable())
          .isInstanceOfSatisfying(
              ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIG))
          .hasMessage(
              "`token` is a secret in plain text, which must not leave this process."
                  + " Write secret://name in its place");
    }
    assertThatThrownBy(() -> Configuration.of(Map.of("a", Secret.literal("hush"))).toJson())
        .isInstanceOf(ConnectorException.class);
  }

  @Test
  void keepsAPasswordInAUrlInside() {
    Option<java.net.URI> url = Option.uri("base_url");
    Options options =
        OptionSet.of(url)
            .bind(Configuration.of(Map.of("base_url", "https://me:hush@x/")), problems, resolver);
    assertThat(problems.toString()).contains("holds a password in plain text");
    assertThatThrownBy(options::portable).hasMessageNotContaining("hush");
    assertThat(redactor.redact("so hush it")).isEqualTo("so *** it");
  }

  @Test
  void tellsHeadersThatAreSecretFromOthers() {
    Option<Map<String, Secret>> headers = Option.secrets("default_headers");
    Map<String, Object> values =
        Map.of("Accept", "application/json", "X-Api-Key", "secret://shop", "X-Trace", "${TOKEN}");
    Options options =
        OptionSet.of(headers)
            .bind(Configuration.of(Map.of("default_headers", values)), problems, resolver);
    assertThat(problems.isEmpty()).isTrue();
    assertThat(options.get(headers).get("Accept").reveal()).isEqualTo("application/json");
    assertThat(options.get(headers).get("X-Api-Key").reveal()).isEqualTo("s3cr3t-1");
    assertThat(redactor.redact("application/json")).isEqualTo("application/json");
    assertThat(options.portable().section("default_headers").asMap())
        .containsEntry("X-Api-Key", "secret://shop")
        .containsEntry("X-Trace", "from-the-env");
    OptionSet.of(headers)
        .bind(
            Configuration.of(Map.of("default_headers", Map.of("Authorization", "hush"))),
            problems,
            resolver);
    assertThat(problems.toString()).contains("⚠ `default_headers.Authorization`: is a secret");
  }

  @Test
  void putsASecretWhereAFreeTreeRefersToOne() {
    Option<Map<String, Object>> custom = Option.tree("custom_config");
    Map<String, Object> values = Map.of("login", Map.of("password", "secret://shop"));
    Options options =
        OptionSet.of(custom)
            .bind(Configuration.of(Map.of("custom_config", values)), problems, resolver);
    assertThat(options.get(custom).get("login"))
        .isInstanceOfSatisfying(
            Map.class, login -> assertThat(login.get("password")).isInstanceOf(Secret.class));
    assertThat(options.portable().asMap()).isEqualTo(Map.of("custom_config", values));
  }
}

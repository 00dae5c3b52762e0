package dev.tributary.connector.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.error.ConnectorException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Binds random trees for a while: nothing is thrown but what is documented, nothing hangs, no
 * secret shows, and what was bound binds again from its portable form.
 *
 * <p>It runs for a second of processor time in the ordinary build. For an hour: {@code mvn -pl
 * connector-api test -Dtest=OptionFuzzTest -DargLine=-Dtributary.fuzz.seconds=3600}. A failure
 * names its seed; {@code -Dtributary.fuzz.seed=…} starts there.
 */
class OptionFuzzTest {
  private static final String HIDDEN = "Hush-Hush-42";
  private static final Resolver RESOLVER =
      Resolver.none()
          .withEnvironment(Map.of("A", "1", "B", "x"))
          .withSecrets(name -> Optional.of(HIDDEN));

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "1",
          "-1",
          "1.5",
          "1e9",
          "1e999999999",
          "9".repeat(500),
          "true",
          "RED",
          "dark-blue",
          "30s",
          "PT5M",
          "P",
          "https://x/y",
          "https://me:Hush-Hush-42@x",
          "://",
          "${A}",
          "${B:-c}",
          "${",
          "$${",
          "${x y}",
          "${run.id}",
          "secret://s",
          "secret://",
          "${secret:s}",
          "a${secret:s}b",
          "\u0000\ud800",
          "ß漢",
          HIDDEN,
          "token=" + HIDDEN);

  @Test
  void throwsNothingButWhatIsDocumented() {
    RESOLVER.redactor().register(HIDDEN);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long seconds = Long.getLong("tributary.fuzz.seconds", 1);
    long end = threads.getCurrentThreadCpuTime() + seconds * 1_000_000_000;
    long seed = Long.getLong("tributary.fuzz.seed", 0);
    for (; threads.getCurrentThreadCpuTime() < end; seed++) {
      try {
        bindAll(new Random(seed));
      } catch (RuntimeException | AssertionError failure) {
        throw new AssertionError("seed " + seed, failure);
      }
    }
  }

  private static void bindAll(Random random) {
    Configuration configuration = Configuration.of(tree(random, 0));
    Problems problems = Problems.of(configuration);
    Options options = Samples.SET.bind(configuration, problems, RESOLVER);
    for (Option<?> option : Samples.SET.options()) {
      try {
        options.get(option);
      } catch (ConnectorException unset) {
        assertThat(options.isSet(option)).isFalse();
      }
      assertThat(options.find(option)).isNotNull();
    }
    options.find(Samples.SECRET).ifPresent(Secret::reveal);
    assertThat(problems + " " + options + " " + configuration).doesNotContain(HIDDEN);
    if (!problems.hasErrors()) {
      bindAgain(options);
    }
    readGarbage(random);
  }

  private static void readGarbage(Random random) {
    StringBuilder json = new StringBuilder("{\"a\":");
    for (int i = random.nextInt(20); i > 0; i--) {
      json.append(
          pick(List.of("{", "}", "[", "]", ",", ":", "\"a\"", "1e9", "-", "\\u00", "x"), random));
    }
    try {
      Configuration.fromJson(json.toString());
    } catch (ConnectorException noJson) {
      assertThat(noJson).hasMessageStartingWith("the configuration is no");
    }
  }

  private static void bindAgain(Options options) {
    Configuration portable;
    try {
      portable = options.portable();
    } catch (ConnectorException plainSecret) {
      assertThat(plainSecret).hasMessageContaining("must not leave this process");
      return;
    }
    Problems problems = Problems.empty();
    Configuration read = Configuration.fromJson(portable.toJson());
    Options again = Samples.SET.bind(read, problems, RESOLVER);
    assertThat(problems.errors()).isEmpty();
    assertThat(again.portable().toJson()).isEqualTo(portable.toJson());
    assertThat(again.find(Samples.TEXT)).isEqualTo(options.find(Samples.TEXT));
    assertThat(again.find(Samples.TIME)).isEqualTo(options.find(Samples.TIME));
    assertThat(again.find(Samples.MAP)).isEqualTo(options.find(Samples.MAP));
    assertThat(again.find(Samples.DECIMAL)).isEqualTo(options.find(Samples.DECIMAL));
  }

  private static Map<String, @Nullable Object> tree(Random random, int depth) {
    List<String> known = new ArrayList<>(Samples.SET.keys());
    known.addAll(List.of("user", "password", "endpoint", "key", "tex", "", "a.b", "ключ"));
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      String key = pick(known, random);
      tree.put(key, value(random, depth));
    }
    return tree;
  }

  private static @Nullable Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 3 ? 9 : 12)) {
      case 0 -> random.nextInt();
      case 1 -> random.nextLong() >> random.nextInt(64);
      case 2 -> Double.longBitsToDouble(random.nextLong());
      case 3 -> random.nextBoolean();
      case 4 ->
          new BigDecimal(new BigInteger(random.nextInt(200), random), random.nextInt(400) - 200);
      case 5 -> random.nextInt(4) == 0 ? null : Secret.literal(HIDDEN);
      case 6, 7, 8 -> text(random);
      case 9 -> List.of(text(random), random.nextInt(), tree(random, depth + 1));
      default -> tree(random, depth + 1);
    };
  }

  private static String text(Random random) {
    String text = pick(TEXTS, random);
    return random.nextInt(3) == 0 ? text + pick(TEXTS, random) : text;
  }

  private static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}

package dev.tributary.connector.option;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that a connector can be told: a name, a type, a default, a description and rules.
 *
 * <p>Options are constants. The factories give the plain option; every other method returns a copy
 * that says more. Two options are the same to a set if name and type are. Immutable and
 * thread-safe.
 *
 * @param <T> the type of the option's values
 * @since 0.1.0
 */
public final class Option<T> {
  private final String name;
  private final Type<T> type;
  private final boolean required;
  private final @Nullable T fallback;
  private final String doc;
  private final List<String> aliases;
  private final List<Check<T>> checks;
  private final @Nullable String since;
  private final @Nullable String example;

  /** A rule for the value alone, and the JSON Schema keywords that say the same. */
  record Check<T>(Predicate<? super T> test, String requirement, Map<String, Object> schema) {}

  private Option(Draft<T> draft) {
    this.name = draft.name;
    this.type = draft.type;
    this.required = draft.required;
    this.fallback = draft.fallback;
    this.doc = draft.doc;
    this.aliases = List.copyOf(draft.aliases);
    this.checks = List.copyOf(draft.checks);
    this.since = draft.since;
    this.example = draft.example;
  }

  private static <T> Option<T> of(String name, Type<T> type) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("an option needs a name");
    }
    return new Option<>(new Draft<>(name, type));
  }

  /** Returns an option whose value is a text; numbers are taken as they are written. */
  public static Option<String> string(String name) {
    return of(name, Scalars.TEXT);
  }

  /** Returns an option whose value is a text, with a default. */
  public static Option<String> string(String name, String fallback) {
    return string(name).orElse(fallback);
  }

  /** Returns an option whose value is a whole number of 32 bits. */
  public static Option<Integer> integer(String name) {
    return of(name, Scalars.INTEGER);
  }

  /** Returns an option whose value is a whole number of 32 bits, with a default. */
  public static Option<Integer> integer(String name, int fallback) {
    return integer(name).orElse(fallback);
  }

  /** Returns an option whose value is a whole number of 64 bits. */
  public static Option<Long> longInteger(String name) {
    return of(name, Scalars.LONG);
  }

  /** Returns an option whose value is a whole number of 64 bits, with a default. */
  public static Option<Long> longInteger(String name, long fallback) {
    return longInteger(name).orElse(fallback);
  }

  /** Returns an option whose value is a finite number. */
  public static Option<Double> number(String name) {
    return of(name, Scalars.NUMBER);
  }

  /** Returns an option whose value is a finite number, with a default. */
  public static Option<Double> number(String name, double fallback) {
    return number(name).orElse(fallback);
  }

  /** Returns an option whose value is an exact decimal number. */
  public static Option<BigDecimal> decimal(String name) {
    return of(name, Scalars.DECIMAL);
  }

  /** Returns an option whose value is {@code true} or {@code false}. */
  public static Option<Boolean> bool(String name) {
    return of(name, Scalars.BOOL);
  }

  /** Returns an option whose value is {@code true} or {@code false}, with a default. */
  public static Option<Boolean> bool(String name, boolean fallback) {
    return bool(name).orElse(fallback);
  }

  /**
   * Returns an option whose value is a time: a number of seconds, fractions included, or a text
   * such as {@code "500ms"}, {@code "30s"}, {@code "5m"}, {@code "2h"}, {@code "1d"} or {@code
   * "PT30S"}. Never negative, at most a hundred years; fractions of a nanosecond are rounded up.
   */
  public static Option<Duration> seconds(String name) {
    return of(name, Scalars.SECONDS);
  }

  /** Returns an option whose value is a time, with a default in seconds. */
  public static Option<Duration> seconds(String name, long fallback) {
    return seconds(name).orElse(Duration.ofSeconds(fallback));
  }

  /** Returns an option whose value is a whole URL: scheme, and a host where the scheme is HTTP. */
  public static Option<URI> uri(String name) {
    return of(name, UriType.INSTANCE);
  }

  /** Returns an option whose value is secret, best given as {@code secret://name}. */
  public static Option<Secret> secret(String name) {
    return of(name, SecretType.INSTANCE);
  }

  /**
   * Returns an option that says who logs in, such as a user's name or a client's id. As plain text
   * it is no secret, so that a position may hold the same text; it may be a reference to one.
   */
  public static Option<Secret> identity(String name) {
    return of(name, IdentityType.INSTANCE);
  }

  /**
   * Returns an option that holds texts by name, each of which may be secret, such as headers. Plain
   * text is treated as a secret only under a telling name, such as {@code Authorization} or {@code
   * api_key}.
   */
  public static Option<Map<String, Secret>> secrets(String name) {
    return of(name, SecretMapType.INSTANCE);
  }

  /**
   * Returns an option whose value is one of an enum's constants, in any case, with {@code -} or
   * {@code _}.
   */
  public static <E extends Enum<E>> Option<E> enumeration(String name, Class<E> constants) {
    return of(name, new Enumeration<>(constants));
  }

  /** Returns an option whose value is one of an enum's constants, with a default. */
  public static <E extends Enum<E>> Option<E> enumeration(String name, E fallback) {
    return enumeration(name, fallback.getDeclaringClass()).orElse(fallback);
  }

  /** Returns an option whose value is a list of texts; one text stands for a list of one. */
  public static Option<List<String>> strings(String name) {
    return of(name, Containers.TEXTS);
  }

  /**
   * Returns an option whose value is a map of texts to texts, in the order in which it is written.
   */
  public static Option<Map<String, String>> map(String name) {
    return of(name, Containers.TEXT_MAP);
  }

  /**
   * Returns an option whose value is a free tree of maps, lists and scalars; a {@link Secret}
   * stands where the configuration has a reference to one.
   */
  public static Option<Map<String, Object>> tree(String name) {
    return of(name, TreeType.INSTANCE);
  }

  /** Returns an option whose value is a map with options of its own. */
  public static Option<Options> object(String name, OptionSet options) {
    return of(name, new ObjectType(options));
  }

  /**
   * Returns an option whose value is a list of maps with these options; one map stands for a list
   * of one.
   */
  public static Option<List<Options>> objects(String name, OptionSet options) {
    return of(name, new ObjectsType(options));
  }

  /** Returns an option whose value holds maps with these options by names that the user chooses. */
  public static Option<Map<String, Options>> named(String name, OptionSet options) {
    return of(name, new NamedType(options));
  }

  /** Returns a copy that must be given. */
  public Option<T> required() {
    return draft(draft -> draft.required = true);
  }

  /**
   * Returns a copy with a default.
   *
   * @throws IllegalArgumentException if the default itself breaks a rule of this option
   */
  public Option<T> orElse(T fallback) {
    Objects.requireNonNull(fallback, "fallback");
    return draft(draft -> draft.fallback = fallback);
  }

  /**
   * Returns a copy with this description.
   *
   * @param doc a sentence or two for reference pages; Markdown
   */
  public Option<T> doc(String doc) {
    return draft(draft -> draft.doc = doc);
  }

  /** Returns a copy that these names lead to as well. */
  public Option<T> aliases(String... aliases) {
    return draft(draft -> draft.aliases = List.of(aliases));
  }

  /** Returns a copy whose description says since which version the option exists. */
  public Option<T> since(String version) {
    return draft(draft -> draft.since = version);
  }

  /**
   * Returns a copy with an example.
   *
   * @param example as it would stand in a file; no real secret
   */
  public Option<T> example(String example) {
    return draft(draft -> draft.example = example);
  }

  /**
   * Returns a copy whose value lies between these, both included.
   *
   * @throws IllegalArgumentException if the values of this option have no order
   */
  public Option<T> between(T least, T most) {
    String requirement = "between " + type.show(least) + " and " + type.show(most);
    return bounded(least, most, requirement);
  }

  /**
   * Returns a copy whose value is at least this.
   *
   * @throws IllegalArgumentException if the values of this option have no order
   */
  public Option<T> atLeast(T least) {
    return bounded(least, null, "at least " + type.show(least));
  }

  /**
   * Returns a copy whose value is at most this.
   *
   * @throws IllegalArgumentException if the values of this option have no order
   */
  public Option<T> atMost(T most) {
    return bounded(null, most, "at most " + type.show(most));
  }

  /**
   * Returns a copy whose value, as text, matches a regular expression from start to end.
   *
   * @param regex the expression; keep it free of nested repetition, users' input meets it
   * @param what what a matching text is, such as {@code a bucket name of a-z, 0-9 and -}
   * @throws IllegalArgumentException if values of this option are secret
   */
  public Option<T> matching(String regex, String what) {
    if (isSecret()) {
      throw new IllegalArgumentException("`" + name + "` is secret and has no text to match");
    }
    Pattern pattern = Pattern.compile(regex);
    Map<String, Object> schema =
        type == Scalars.TEXT ? Map.of("pattern", "^(?:" + regex + ")$|\\$\\{") : Map.of();
    return checked(new Check<>(value -> pattern.matcher(type.show(value)).matches(), what, schema));
  }

  /**
   * Returns a copy with a rule for its value.
   *
   * @param test whether a value is right; must not throw
   * @param requirement what a right value is, to follow "must be", such as {@code a power of two}
   */
  public Option<T> check(Predicate<? super T> test, String requirement) {
    return checked(new Check<>(test, requirement, Map.of()));
  }

  /** Returns the name, a key of the configuration. */
  public String name() {
    return name;
  }

  /** Returns the other names that lead here. */
  public List<String> aliases() {
    return aliases;
  }

  /** Returns the description, Markdown; empty if there is none. */
  public String doc() {
    return doc;
  }

  /** Returns whether the option must be given. */
  public boolean isRequired() {
    return required;
  }

  /** Returns whether values of this option are kept out of every text. */
  public boolean isSecret() {
    return type.isSecret();
  }

  /** Returns the default, if there is one. */
  public Optional<T> fallback() {
    return Optional.ofNullable(fallback);
  }

  /** Returns the version since which the option exists, if the author said so. */
  public Optional<String> since() {
    return Optional.ofNullable(since);
  }

  /** Returns an example, if the author gave one. */
  public Optional<String> example() {
    return Optional.ofNullable(example);
  }

  /** Returns the option's name. */
  @Override
  public String toString() {
    return name;
  }

  Type<T> type() {
    return type;
  }

  List<Check<T>> checks() {
    return checks;
  }

  /** Reads a raw value by type and rules, or returns null after reporting what is wrong. */
  @Nullable T read(Object raw, Node node) {
    Node own = isSecret() ? node.hide() : node;
    T value = type.read(raw, own);
    return value == null || passes(value, raw, own) ? value : null;
  }

  /** Returns whether the value keeps every rule; reports those that it breaks. */
  boolean passes(T value, Object raw, Node node) {
    boolean right = true;
    for (Check<T> check : checks) {
      if (!check.test().test(value)) {
        node.unfit(check.requirement(), raw);
        right = false;
      }
    }
    return right;
  }

  private Option<T> bounded(@Nullable T least, @Nullable T most, String requirement) {
    return checked(Bounds.check(name, least, most, requirement, type));
  }

  private Option<T> checked(Check<T> check) {
    return draft(
        draft -> {
          draft.checks = new ArrayList<>(checks);
          draft.checks.add(check);
        });
  }

  private Option<T> draft(Consumer<Draft<T>> change) {
    Draft<T> draft = new Draft<>(name, type);
    draft.required = required;
    draft.fallback = fallback;
    draft.doc = doc;
    draft.aliases = aliases;
    draft.checks = checks;
    draft.since = since;
    draft.example = example;
    change.accept(draft);
    Option<T> changed = new Option<>(draft);
    changed.requireSoundFallback();
    return changed;
  }

  private void requireSoundFallback() {
    for (Check<T> check : checks) {
      if (fallback != null && !check.test().test(fallback)) {
        throw new IllegalArgumentException(
            "the default of `" + name + "` must be " + check.requirement());
      }
    }
  }

  /** What a copy is made from. */
  private static final class Draft<T> {
    private final String name;
    private final Type<T> type;
    private boolean required;
    private @Nullable T fallback;
    private String doc = "";
    private List<String> aliases = List.of();
    private List<Check<T>> checks = List.of();
    private @Nullable String since;
    private @Nullable String example;

    private Draft(String name, Type<T> type) {
      this.name = name;
      this.type = type;
    }
  }
}

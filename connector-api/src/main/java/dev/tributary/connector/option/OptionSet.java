package dev.tributary.connector.option;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.json.JsonTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options that belong together, with the rules between them.
 *
 * <p>A set binds a {@link Configuration} and writes its own reference page and JSON Schema. The
 * methods that add options or rules return copies. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class OptionSet {
  private static final OptionSet EMPTY = new OptionSet(List.of(), List.of(), List.of(), false);

  private final List<Option<?>> options;
  private final List<SetRule> rules;
  private final List<Variant> variants;
  private final boolean open;
  private final Map<String, Option<?>> byKey;

  /** The options that a nested option holds if a discriminator has a value. */
  record Variant(Option<?> discriminator, Object value, Option<?> nested, OptionSet options) {}

  private OptionSet(
      List<Option<?>> options, List<SetRule> rules, List<Variant> variants, boolean open) {
    this.options = List.copyOf(options);
    this.rules = List.copyOf(rules);
    this.variants = List.copyOf(variants);
    this.open = open;
    this.byKey = new LinkedHashMap<>();
    for (Option<?> option : options) {
      claim(option.name(), option);
      option.aliases().forEach(alias -> claim(alias, option));
    }
  }

  private void claim(String key, Option<?> option) {
    if (byKey.putIfAbsent(key, option) != null) {
      throw new IllegalArgumentException("two options are called `" + key + "`");
    }
  }

  /**
   * Returns the set of these options; of none, an empty set, which refuses every option.
   *
   * @throws IllegalArgumentException if two share a name or an alias
   */
  public static OptionSet of(Option<?>... options) {
    return EMPTY.plus(options);
  }

  /**
   * Returns a copy with these options too.
   *
   * @throws IllegalArgumentException if two share a name or an alias
   */
  public OptionSet plus(Option<?>... more) {
    List<Option<?>> all = new ArrayList<>(options);
    for (Option<?> option : more) {
      if (!all.contains(option)) {
        all.add(option);
      }
    }
    return new OptionSet(all, rules, variants, open);
  }

  /**
   * Returns a copy with the options and rules of another set too.
   *
   * @throws IllegalArgumentException if two different options share a name or an alias
   */
  public OptionSet plus(OptionSet other) {
    OptionSet all = plus(other.options.toArray(new Option<?>[0]));
    List<SetRule> allRules = new ArrayList<>(rules);
    allRules.addAll(other.rules);
    List<Variant> allVariants = new ArrayList<>(variants);
    allVariants.addAll(other.variants);
    return new OptionSet(all.options, allRules, allVariants, open || other.open);
  }

  /**
   * Returns a copy in which at most one of these options may be given.
   *
   * @throws IllegalArgumentException if one is not in the set
   */
  public OptionSet exclusive(Option<?>... options) {
    return rule(new SetRule.Exclusive(mine(options)));
  }

  /**
   * Returns a copy in which these options are given all or none.
   *
   * @throws IllegalArgumentException if one is not in the set
   */
  public OptionSet together(Option<?>... options) {
    return rule(new SetRule.Together(mine(options)));
  }

  /**
   * Returns a copy in which at least one of these options must be given.
   *
   * @throws IllegalArgumentException if one is not in the set
   */
  public OptionSet oneOf(Option<?>... options) {
    return rule(new SetRule.OneOf(mine(options)));
  }

  /**
   * Returns a copy in which an option must be given if another has one of these values.
   *
   * @param option the option that is then required
   * @param discriminator the option that decides, by its value or its default
   * @param values the values that require it
   * @throws IllegalArgumentException if one of the options is not in the set
   */
  @SafeVarargs
  public final <D> OptionSet requiredIf(Option<?> option, Option<D> discriminator, D... values) {
    mine(option, discriminator);
    List<Object> all = new ArrayList<>();
    for (D value : values) {
      all.add(value);
    }
    return rule(new SetRule.RequiredIf(option, discriminator, List.copyOf(all)));
  }

  /**
   * Returns a copy in which a nested option holds more options if another has this value, such as
   * the options of {@code auth_config} if {@code auth_type} is {@code OAUTH2}.
   *
   * <p>A nested option that is not given is treated as an empty one, so that what is required in it
   * is asked for. Options that belong to other values are unset.
   *
   * @param discriminator the option that decides, by its value or its default
   * @param value the value for which the options hold
   * @param nested the option that holds them
   * @param options what it holds besides its own options
   * @throws IllegalArgumentException if one of the options is not in the set
   */
  public <D> OptionSet when(
      Option<D> discriminator, D value, Option<Options> nested, OptionSet options) {
    mine(discriminator, nested);
    List<Variant> all = new ArrayList<>(variants);
    all.add(new Variant(discriminator, value, nested, options));
    return new OptionSet(this.options, rules, all, open);
  }

  /** Returns a copy that lets pass what it does not know, as {@link Options#extras()}. */
  public OptionSet allowUnknown() {
    return new OptionSet(options, rules, variants, true);
  }

  /** Returns the options in the order of their declaration. */
  public List<Option<?>> options() {
    return options;
  }

  /**
   * Reads a configuration and reports everything that is wrong with it.
   *
   * <p>No secret is read. Where there are problems the options returned hold what could be read.
   *
   * @param configuration what was written
   * @param problems gets every error and warning; nothing is thrown
   * @param resolver gives the values of references
   */
  public Options bind(Configuration configuration, Problems problems, Resolver resolver) {
    return Binder.bind(this, configuration, Node.root(configuration, problems, resolver));
  }

  /**
   * Reads a configuration that refers to nothing outside of it.
   *
   * @param configuration what was written
   * @throws ConnectorException of kind CONFIG that lists everything that is wrong
   */
  public Options bind(Configuration configuration) {
    Problems problems = Problems.empty();
    Options options = bind(configuration, problems, Resolver.none());
    problems.throwIfAny("the configuration cannot be used");
    return options;
  }

  /** Returns a reference page in Markdown: a table of the options, and one for each set nested. */
  public String toMarkdown() {
    return Markdown.of(this);
  }

  /** Returns a JSON Schema of draft 2020-12, pretty-printed, for editors and checks. */
  public String toJsonSchema() {
    Map<String, Object> schema =
        JsonSchema.object("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.putAll(JsonSchema.of(this));
    return JsonTree.writePretty(schema) + "\n";
  }

  /** Returns the option of a name or alias. */
  @Nullable Option<?> byKey(String key) {
    return byKey.get(key);
  }

  Collection<String> keys() {
    return byKey.keySet();
  }

  /** Returns this set's own declaration of an option, by name and type. */
  @Nullable Option<?> own(Option<?> option) {
    Option<?> declared = byKey.get(option.name());
    return declared != null
            && (declared == option
                || (declared.name().equals(option.name()) && declared.type().isLike(option.type())))
        ? declared
        : null;
  }

  List<SetRule> rules() {
    return rules;
  }

  List<Variant> variants() {
    return variants;
  }

  boolean isOpen() {
    return open;
  }

  private OptionSet rule(SetRule rule) {
    List<SetRule> all = new ArrayList<>(rules);
    all.add(rule);
    return new OptionSet(options, all, variants, open);
  }

  private List<Option<?>> mine(Option<?>... asked) {
    for (Option<?> option : asked) {
      if (own(option) == null) {
        throw new IllegalArgumentException("`" + option + "` is not one of " + options);
      }
    }
    return List.of(asked);
  }

  /** Returns the names of the options. */
  @Override
  public String toString() {
    return "OptionSet" + options;
  }
}

package dev.tributary.connector;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Problem;
import dev.tributary.connector.option.Problems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connectors that a host can create, by source type.
 *
 * <p>A value: nothing is static, each {@code with} returns a copy. Immutable and thread-safe.
 *
 * <pre>{@code
 * ConnectorContext host = ConnectorContext.defaults().secrets(vault).listener(metrics);
 * Connectors connectors = Connectors.discover().with(host);
 * List<Problem> problems = connectors.check(source); // asks nobody
 * try (BaseConnector connector = connectors.create(source)) {
 *   // read
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Connectors {
  private final ClassLoader loader;
  private final List<ConnectorFactory> factories;
  private final List<Problem> problems;
  private final ConnectorContext host;

  private Connectors(
      ClassLoader loader,
      List<ConnectorFactory> factories,
      List<Problem> problems,
      ConnectorContext host) {
    this.loader = loader;
    this.factories = List.copyOf(factories);
    this.problems = List.copyOf(problems);
    this.host = host;
  }

  /** Returns the connectors that the thread's context class loader finds. */
  public static Connectors discover() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return discover(context == null ? Connectors.class.getClassLoader() : context);
  }

  /**
   * Returns the connectors that a class loader finds. A provider that cannot be loaded is among the
   * {@link #problems} and hides no other.
   */
  public static Connectors discover(ClassLoader loader) {
    List<ConnectorFactory> found = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    var providers = ServiceLoader.load(ConnectorFactory.class, loader).stream().iterator();
    while (true) {
      try {
        if (!providers.hasNext()) {
          break;
        }
        found.add(providers.next().get());
      } catch (ServiceConfigurationError | LinkageError broken) {
        log().warn("A connector cannot be loaded: {}", broken.toString());
        problems.add(
            Problem.warning("", "a connector cannot be loaded: " + broken.getMessage())
                .remedy("Remove its line from META-INF/services or add what it needs"));
      }
    }
    return new Connectors(loader, found, problems, ConnectorContext.defaults());
  }

  /** Returns no connectors at all, to add some to. */
  public static Connectors none() {
    return new Connectors(
        Connectors.class.getClassLoader(), List.of(), List.of(), ConnectorContext.defaults());
  }

  /**
   * Returns a copy with one connector more.
   *
   * @throws IllegalArgumentException if its type, or an alias, is served already
   */
  public Connectors with(ConnectorFactory factory) {
    for (String name : names(factory)) {
      List<ConnectorFactory> same = serving(name);
      if (!same.isEmpty()) {
        throw new IllegalArgumentException(twice(name, same.get(0), factory));
      }
    }
    List<ConnectorFactory> more = new ArrayList<>(factories);
    more.add(factory);
    return new Connectors(loader, more, problems, host);
  }

  /** Returns a copy whose connectors get this from the host. */
  public Connectors with(ConnectorContext host) {
    return new Connectors(loader, factories, problems, host);
  }

  /** Returns the source types that can be created, in alphabetical order, without aliases. */
  public SortedSet<String> types() {
    TreeSet<String> types = new TreeSet<>();
    factories.forEach(factory -> types.add(upper(factory.sourceType())));
    return Collections.unmodifiableSortedSet(types);
  }

  /** Returns what each type understands. */
  public SortedMap<String, ConnectorSpec> specs() {
    TreeMap<String, ConnectorSpec> specs = new TreeMap<>();
    factories.forEach(factory -> specs.put(upper(factory.sourceType()), factory.spec()));
    return Collections.unmodifiableSortedMap(specs);
  }

  /** Returns what was found wrong while connectors were looked for. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * Returns what a source of this type understands; empty if nothing serves the type, or if it
   * names a class that cannot be used.
   *
   * @param source the configuration; of type CUSTOM, it names the class
   */
  public Optional<ConnectorSpec> spec(SourceConfig source) {
    try {
      return Optional.of(serving(source).spec());
    } catch (ConnectorException unknown) {
      return Optional.empty();
    }
  }

  /**
   * Returns everything that is wrong with a source, warnings too, with paths below {@code
   * connection_config}. Nothing is connected, and no secret is read.
   */
  public List<Problem> check(SourceConfig source) {
    SourceConfig seen = isCustom(source) ? CustomConnector.source(source) : source;
    Problems found = Problems.of(seen.connection());
    try (BaseConnector connector = build(seen, serving(source), found)) {
      return found.all();
    } catch (ConnectorException failure) {
      if (!found.hasErrors()) {
        found.error(
            "",
            failure.what() + failure.place().map(place -> " (" + place + ")").orElse(""),
            failure.remedy().orElse(null));
      }
      return found.all();
    }
  }

  /**
   * Makes a connector. Nothing is connected yet.
   *
   * @param source the configuration
   * @throws ConnectorException of kind CONFIG that names every problem at once
   */
  public BaseConnector create(SourceConfig source) {
    ConnectorFactory factory = serving(source);
    SourceConfig seen = isCustom(source) ? CustomConnector.source(source) : source;
    Problems found = Problems.of(seen.connection());
    BaseConnector connector = build(seen, factory, found);
    found.throwIfAny(what(seen));
    found
        .warnings()
        .forEach(
            warning -> {
              log().warn("{}: {}", seen.sourceId(), warning);
              host.listener().warned(seen.sourceId(), warning.toString());
            });
    return connector;
  }

  private boolean isCustom(SourceConfig source) {
    return source.sourceType().equals(CustomConnector.TYPE)
        && serving(source.sourceType()).isEmpty();
  }

  private ConnectorFactory serving(SourceConfig source) {
    return isCustom(source) ? CustomConnector.factory(source, loader, host) : factory(source);
  }

  /** Makes a connector and reports what is wrong; with errors, it is fit for nothing but close. */
  private BaseConnector build(SourceConfig source, ConnectorFactory factory, Problems found) {
    ConnectorSpec spec = factory.spec();
    Options options = spec.connection().bind(source.connection(), found, host.resolver());
    SourceConfig bound = source.type(upper(factory.sourceType())).bound(options);
    try {
      BaseConnector connector = factory.create(bound, host);
      connector.setUp(new BaseConnector.Setup(bound, spec, host));
      connector.validate(found);
      return connector;
    } catch (RuntimeException failure) {
      // With options missing anything may fail; what is known to be wrong explains it better.
      found.throwIfAny(what(source));
      throw failure instanceof ConnectorException typed
          ? typed.copy().source(source.sourceId()).build()
          : ConnectorException.of(ErrorKind.INTERNAL, "the connector could not be made: " + failure)
              .source(source.sourceId())
              .cause(host.redactor().redact(failure))
              .build();
    }
  }

  private ConnectorFactory factory(SourceConfig source) {
    List<ConnectorFactory> serving = serving(source.sourceType());
    if (serving.size() > 1) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, twice(source.sourceType(), serving.get(0), serving.get(1)))
          .source(source.sourceId())
          .remedy("Leave one of the two jars out")
          .build();
    }
    return serving.stream()
        .findFirst()
        .orElseThrow(
            () ->
                ConnectorException.of(
                        ErrorKind.CONFIG,
                        "no connector of type " + source.sourceType() + " is on the class path")
                    .source(source.sourceId())
                    .place(types().isEmpty() ? "there are none at all" : "there are " + types())
                    .remedy(
                        "Add the dependency dev.tributary:connector-… that serves it; in a merged"
                            + " jar, merge META-INF/services too"
                            + (problems.isEmpty() ? "" : "; " + problems.get(0).message()))
                    .build());
  }

  private List<ConnectorFactory> serving(String type) {
    return factories.stream().filter(factory -> names(factory).contains(upper(type))).toList();
  }

  private static SortedSet<String> names(ConnectorFactory factory) {
    TreeSet<String> names = new TreeSet<>();
    names.add(upper(factory.sourceType()));
    factory.aliases().forEach(alias -> names.add(upper(alias)));
    return names;
  }

  private static String twice(String type, ConnectorFactory one, ConnectorFactory other) {
    return "type "
        + type
        + " is served twice, by "
        + one.getClass().getName()
        + " and "
        + other.getClass().getName();
  }

  private static String what(SourceConfig source) {
    return "the source " + source.sourceId() + " cannot be used";
  }

  /** Asked for when there is something to say: the first logger of a JVM costs 50 ms or more. */
  private static Logger log() {
    return LoggerFactory.getLogger(Connectors.class);
  }

  private static String upper(String type) {
    return type.strip().toUpperCase(Locale.ROOT);
  }
}

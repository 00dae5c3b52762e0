package dev.tributary.connector;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Problems;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Connectors that a configuration names by their class: {@code source_type: CUSTOM}. */
final class CustomConnector {
  static final String TYPE = "CUSTOM";

  private static final Option<String> CLASS =
      Option.string("connector_class")
          .required()
          .doc("The class of a BaseConnector or of a ConnectorFactory");
  private static final Option<Map<String, Object>> CONFIG =
      Option.tree("custom_config").doc("What the class gets as its connection options");
  private static final OptionSet OPTIONS = OptionSet.of(CLASS, CONFIG);

  private CustomConnector() {}

  /**
   * Returns the factory of the class that the source names.
   *
   * @throws ConnectorException of kind CONFIG if there is no such class or it is no connector
   */
  static ConnectorFactory factory(SourceConfig source, ClassLoader loader, ConnectorContext host) {
    Problems problems = Problems.of(source.connection());
    Options options = OPTIONS.bind(source.connection(), problems, host.resolver());
    problems.throwIfAny("the source " + source.sourceId() + " cannot be used");
    String name = options.get(CLASS);
    try {
      Class<?> type = Class.forName(name, true, loader);
      if (ConnectorFactory.class.isAssignableFrom(type)) {
        return (ConnectorFactory) make(type.getDeclaredConstructor());
      }
      if (BaseConnector.class.isAssignableFrom(type)) {
        return new ByClass(type.asSubclass(BaseConnector.class));
      }
      throw refused(name, "is neither a BaseConnector nor a ConnectorFactory", null);
    } catch (ClassNotFoundException missing) {
      throw refused(name, "is not on the class path", missing);
    } catch (ReflectiveOperationException | LinkageError broken) {
      throw refused(
          name,
          "cannot be made; it needs a public constructor, and its package must be exported if it is in"
              + " a module",
          broken);
    }
  }

  /** Returns the source as the named class sees it: what was under {@code custom_config}. */
  static SourceConfig source(SourceConfig source) {
    Configuration custom = source.connection().section(CONFIG.name());
    return source.connection(custom);
  }

  private static Object make(Constructor<?> constructor, Object... arguments)
      throws ReflectiveOperationException {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw thrown;
    }
  }

  private static ConnectorException refused(String name, String why, @Nullable Throwable cause) {
    return ConnectorException.of(ErrorKind.CONFIG, "the class " + name + " " + why)
        .place("connection_config." + CLASS.name())
        .cause(cause)
        .build();
  }

  /**
   * Makes connectors of a class without a factory; whatever is configured is for it to understand.
   */
  private static final class ByClass implements ConnectorFactory {
    private static final List<List<Class<?>>> PARAMETERS =
        List.of(
            List.of(SourceConfig.class, ConnectorContext.class),
            List.of(SourceConfig.class),
            List.of());

    private final Class<? extends BaseConnector> type;

    ByClass(Class<? extends BaseConnector> type) {
      this.type = type;
    }

    @Override
    public String sourceType() {
      return TYPE;
    }

    @Override
    public ConnectorSpec spec() {
      return ConnectorSpec.connection(OptionSet.of().allowUnknown())
          .extraction(OptionSet.of().allowUnknown());
    }

    @Override
    public BaseConnector create(SourceConfig source, ConnectorContext host) {
      Object[] arguments = {source, host};
      for (List<Class<?>> parameters : PARAMETERS) {
        try {
          Constructor<?> constructor = type.getConstructor(parameters.toArray(Class<?>[]::new));
          return (BaseConnector)
              make(constructor, List.of(arguments).subList(0, parameters.size()).toArray());
        } catch (NoSuchMethodException next) {
          // The next, shorter list of parameters may fit.
        } catch (ReflectiveOperationException broken) {
          throw refused(type.getName(), "cannot be made", broken);
        }
      }
      throw refused(
          type.getName(), "has no public constructor of (SourceConfig, ConnectorContext)", null);
    }
  }
}

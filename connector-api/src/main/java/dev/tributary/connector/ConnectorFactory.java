package dev.tributary.connector;

import dev.tributary.connector.host.ConnectorContext;
import java.util.Set;

/**
 * Makes connectors of one type; found by {@link java.util.ServiceLoader}.
 *
 * <p>A factory has a public constructor without parameters, is named in {@code
 * META-INF/services/dev.tributary.connector.ConnectorFactory} or in a module declaration, holds no
 * state, and is thread-safe. A jar that merges others must merge those files too.
 *
 * <pre>{@code
 * public final class NumbersFactory implements ConnectorFactory {
 *   public String sourceType() { return "NUMBERS"; }
 *   public ConnectorSpec spec() { return ConnectorSpec.connection(UP_TO); }
 *   public BaseConnector create(SourceConfig source, ConnectorContext host) {
 *     return new Numbers(source.get(UP_TO));
 *   }
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public interface ConnectorFactory {
  /** Returns the {@code source_type} that it serves, in capitals, such as {@code API}. */
  String sourceType();

  /** Returns other names of the same type. */
  default Set<String> aliases() {
    return Set.of();
  }

  /** Returns the options that its connectors understand. */
  ConnectorSpec spec();

  /**
   * Makes a connector; it connects later, when it is used.
   *
   * @param source the configuration, whose connection options were checked
   * @param host what the host lends
   * @return a new connector
   */
  BaseConnector create(SourceConfig source, ConnectorContext host);
}

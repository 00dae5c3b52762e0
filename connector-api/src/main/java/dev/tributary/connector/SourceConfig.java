package dev.tributary.connector;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Options;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of one source.
 *
 * <p>A host builds one in code; a connector's factory gets one whose connection options were
 * checked and can be asked for by their constants. Immutable and thread-safe; {@link #toString}
 * shows no option.
 *
 * @since 0.1.0
 */
public final class SourceConfig implements Options {
  private final String sourceId;
  private final String sourceName;
  private final String sourceType;
  private final Configuration connection;
  private final @Nullable Options bound;

  private SourceConfig(
      String sourceId,
      String sourceName,
      String sourceType,
      Configuration connection,
      @Nullable Options bound) {
    this.sourceId = sourceId;
    this.sourceName = sourceName;
    this.sourceType = sourceType;
    this.connection = connection;
    this.bound = bound;
  }

  /**
   * Returns a source without connection options.
   *
   * @param sourceType the type, any case, such as {@code API}
   * @param sourceId its id in logs, errors and states: small letters, digits, {@code _} and {@code
   *     -}
   * @throws IllegalArgumentException if the id has other characters
   */
  public static SourceConfig of(String sourceType, String sourceId) {
    if (!sourceId.matches("[a-z0-9_-]+")) {
      throw new IllegalArgumentException(
          "source_id \"" + sourceId + "\" may only hold small letters, digits, _ and -");
    }
    return new SourceConfig(
        sourceId,
        sourceId,
        sourceType.strip().toUpperCase(Locale.ROOT),
        Configuration.empty(),
        null);
  }

  /** Returns a copy with a name for people. */
  public SourceConfig name(String name) {
    return new SourceConfig(sourceId, Objects.requireNonNull(name), sourceType, connection, bound);
  }

  /**
   * Returns a copy with a connection option set.
   *
   * @param option the option's name, such as {@code base_url}
   * @param value a text, number, boolean, list or map, as a file would hold it; secrets best as
   *     {@code secret://name}
   */
  public SourceConfig with(String option, Object value) {
    return connection(connection.with(option, value));
  }

  /** Returns a copy with these connection options in place of all that were set. */
  public SourceConfig connection(Configuration connection) {
    return new SourceConfig(
        sourceId, sourceName, sourceType, Objects.requireNonNull(connection), null);
  }

  /** Returns the id in logs, errors and states. */
  public String sourceId() {
    return sourceId;
  }

  /** Returns the name for people; the id if none was given. */
  public String sourceName() {
    return sourceName;
  }

  /** Returns the type, in capitals. */
  public String sourceType() {
    return sourceType;
  }

  /** Returns the connection options as they were given. */
  public Configuration connection() {
    return connection;
  }

  /**
   * Returns a JSON text from which another process makes this source again: references instead of
   * secrets.
   *
   * @throws ConnectorException of kind CONFIG if a secret stands in the options as plain text
   * @throws IllegalStateException if this is not the source of a connector, see {@code
   *     BaseConnector.source()}: only then is it known which options are secret
   */
  public String toJson() {
    return Configuration.empty()
        .with("source_id", sourceId)
        .with("source_name", sourceName)
        .with("source_type", sourceType)
        .with("connection_config", options().portable().asMap())
        .toJson();
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws ConnectorException of kind DATA if the text is no source
   */
  public static SourceConfig fromJson(String json) {
    Configuration tree = Configuration.fromJson(json);
    return of(
            tree.find("source_type").map(Object::toString).orElse(""),
            tree.find("source_id").map(Object::toString).orElse(""))
        .name(tree.find("source_name").map(Object::toString).orElse(""))
        .connection(tree.section("connection_config"));
  }

  /** Returns a copy of the type's own name, where an alias was used. */
  SourceConfig type(String type) {
    return new SourceConfig(sourceId, sourceName, type, connection, bound);
  }

  SourceConfig bound(Options options) {
    return new SourceConfig(sourceId, sourceName, sourceType, connection, options);
  }

  @Override
  public <T> T get(Option<T> option) {
    return options().get(option);
  }

  @Override
  public <T> Optional<T> find(Option<T> option) {
    return options().find(option);
  }

  @Override
  public boolean isSet(Option<?> option) {
    return options().isSet(option);
  }

  @Override
  public String where(Option<?> option) {
    return options().where(option);
  }

  @Override
  public Map<String, Object> extras() {
    return options().extras();
  }

  @Override
  public Configuration portable() {
    return options().portable();
  }

  @Override
  public String toString() {
    return sourceId + " (" + sourceType + ")";
  }

  private Options options() {
    if (bound == null) {
      throw new IllegalStateException(
          "the options of "
              + this
              + " are not checked yet; create its connector through Connectors");
    }
    return bound;
  }
}

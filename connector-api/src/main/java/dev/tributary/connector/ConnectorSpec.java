package dev.tributary.connector;

import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import java.util.Objects;

/**
 * The options that a connector understands: those of the connection and those of an extraction.
 *
 * <p>Everything that a person meets is made from it: validation, suggestions, reference pages and
 * JSON Schema. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ConnectorSpec {
  private final OptionSet connection;
  private final OptionSet extraction;
  private final String description;

  private ConnectorSpec(OptionSet connection, OptionSet extraction, String description) {
    this.connection = connection;
    this.extraction = extraction;
    this.description = description;
  }

  /** Returns the specification of a connector that needs no options at all. */
  public static ConnectorSpec none() {
    return connection(OptionSet.of());
  }

  /**
   * Returns a specification with these options of the connection, and none of an extraction. For a
   * connection without options there is {@link #none}.
   */
  public static ConnectorSpec connection(Option<?>... options) {
    return connection(OptionSet.of(options));
  }

  /** Returns a specification with these options of the connection, and none of an extraction. */
  public static ConnectorSpec connection(OptionSet options) {
    return new ConnectorSpec(Objects.requireNonNull(options), OptionSet.of(), "");
  }

  /**
   * Returns a copy with these options of an extraction, besides those that every extraction has.
   */
  public ConnectorSpec extraction(Option<?>... options) {
    return extraction(OptionSet.of(options));
  }

  /**
   * Returns a copy with these options of an extraction, besides those that every extraction has.
   */
  public ConnectorSpec extraction(OptionSet options) {
    return new ConnectorSpec(connection, Objects.requireNonNull(options), description);
  }

  /** Returns a copy with one sentence that says what the connector reads. */
  public ConnectorSpec description(String description) {
    return new ConnectorSpec(connection, extraction, Objects.requireNonNull(description));
  }

  /** Returns the options of the connection. */
  public OptionSet connection() {
    return connection;
  }

  /** Returns the connector's own options of an extraction. */
  public OptionSet extraction() {
    return extraction;
  }

  /** Returns what the connector reads, in one sentence; may be empty. */
  public String description() {
    return description;
  }
}

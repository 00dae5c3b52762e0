package dev.tributary.connector.rest;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Options;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of one stream: what the extraction says goes before what the stream says, and that
 * before what the connection says.
 */
final class Settings {
  private final String stream;
  private final List<Options> layers;
  private final List<Options> paging;
  private final Options connection;
  private final boolean known;

  private Settings(String stream, List<Options> layers, Options connection, boolean known) {
    this.stream = stream;
    this.layers = layers;
    this.connection = connection;
    this.known = known;
    List<Options> configs = new ArrayList<>();
    layers.forEach(
        layer -> layer.find(PaginationOptions.PAGINATION_CONFIG).ifPresent(configs::add));
    connection.find(PaginationOptions.PAGINATION_CONFIG).ifPresent(configs::add);
    this.paging = List.copyOf(configs);
  }

  /**
   * Returns the settings of a stream.
   *
   * @param extraction what was asked for
   * @param connection the connection's options
   * @throws ConnectorException of kind NOT_FOUND if nobody says where the stream is
   */
  static Settings of(String stream, Options extraction, Options connection) {
    Map<String, Options> streams = connection.get(RestOptions.STREAMS);
    Options declared = streams.get(stream);
    if (declared != null) {
      return new Settings(stream, List.of(extraction, declared), connection, true);
    }
    if (!extraction.isSet(RestStreamOptions.ENDPOINT)) {
      throw ConnectorException.of(ErrorKind.NOT_FOUND, "there is no stream \"" + stream + "\"")
          .remedy(
              (streams.isEmpty() ? "" : "There is " + String.join(", ", streams.keySet()) + ". ")
                  + "Add it under `streams`, or set `endpoint` for this extraction")
          .build();
    }
    return new Settings(stream, List.of(extraction), connection, false);
  }

  /** Returns the settings of a stream of the connection, as far as the connection says them. */
  static Settings declared(String stream, Options declared, Options connection) {
    return new Settings(stream, List.of(declared), connection, true);
  }

  String stream() {
    return stream;
  }

  /** Returns where the stream is: of a stream of the connection its name, if nobody says more. */
  String endpoint() {
    return find(RestStreamOptions.ENDPOINT).orElse(known ? "/" + stream : "");
  }

  Options connection() {
    return connection;
  }

  /** Returns a setting of the stream, or its default. */
  <T> T get(Option<T> option) {
    return find(option).orElseThrow(() -> new IllegalArgumentException("no default: " + option));
  }

  /** Returns a setting of the stream, or its default if it has one. */
  <T> Optional<T> find(Option<T> option) {
    for (Options layer : layers) {
      if (layer.isSet(option)) {
        return layer.find(option);
      }
    }
    return layers.get(0).find(option);
  }

  /** Returns a map with the entries of all layers; the most specific one counts. */
  <T> Map<String, T> merged(Option<Map<String, T>> option) {
    Map<String, T> all = new LinkedHashMap<>();
    for (int i = layers.size() - 1; i >= 0; i--) {
      all.putAll(layers.get(i).get(option));
    }
    return all;
  }

  PaginationType paginationType() {
    for (Options layer : layers) {
      if (layer.isSet(PaginationOptions.PAGINATION_TYPE)) {
        return layer.get(PaginationOptions.PAGINATION_TYPE);
      }
    }
    return connection.get(PaginationOptions.PAGINATION_TYPE);
  }

  /** Returns a setting of the pagination, or its default. */
  <T> T paging(Option<T> option) {
    return findPaging(option)
        .orElseThrow(() -> new IllegalArgumentException("no default: " + option));
  }

  /** Returns a setting of the pagination, or its default if it has one. */
  <T> Optional<T> findPaging(Option<T> option) {
    for (Options layer : paging) {
      if (layer.isSet(option)) {
        return layer.find(option);
      }
    }
    return option.fallback();
  }

  /** Returns the setting of two that exclude each other, by the most specific layer. */
  boolean prefersPaging(Option<?> one, Option<?> other) {
    for (Options layer : paging) {
      if (layer.isSet(one) || layer.isSet(other)) {
        return layer.isSet(one);
      }
    }
    return false;
  }
}

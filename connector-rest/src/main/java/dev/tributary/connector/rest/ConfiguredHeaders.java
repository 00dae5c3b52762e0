package dev.tributary.connector.rest;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.http.HttpHeaders;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.option.Secret;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Headers that a configuration names: what is wrong with them is said by the option's name. */
final class ConfiguredHeaders {
  /** Written by hand they contradict the body, and the server waits for one that never comes. */
  private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

  private ConfiguredHeaders() {}

  /** Reports names that cannot be sent; values may be secrets and are looked at when they are. */
  static boolean check(Option<?> option, Map<String, Secret> headers, Problems problems) {
    boolean sound = true;
    for (String name : headers.keySet()) {
      try {
        HttpHeaders.none().with(name, "");
      } catch (IllegalArgumentException wrong) {
        problems.error(option.name(), String.valueOf(wrong.getMessage()), null);
        sound = false;
      }
      if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
        problems.error(
            option.name() + "." + name, "is written by the HTTP client itself", "Leave it out");
        sound = false;
      }
    }
    return sound;
  }

  /** Returns the headers as they are sent. */
  static HttpHeaders revealed(Option<?> option, Map<String, Secret> headers) {
    HttpHeaders revealed = HttpHeaders.none();
    for (Map.Entry<String, Secret> header : headers.entrySet()) {
      try {
        revealed = revealed.with(header.getKey(), header.getValue().reveal());
      } catch (IllegalArgumentException unsendable) {
        throw ConnectorException.of(ErrorKind.CONFIG, String.valueOf(unsendable.getMessage()))
            .place(option.name() + "." + header.getKey())
            .remedy("Write it in ASCII, on one line")
            .build();
      }
    }
    return revealed;
  }
}

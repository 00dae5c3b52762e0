package dev.tributary.connector.http.json;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** The errors of reading a body, each with its place and the way out. */
final class Faults {
  private static final int SHOWN = 80;

  private Faults() {}

  /**
   * The bytes are no JSON.
   *
   * @param record which record it stands in, from 1, or 0 for none
   */
  static ConnectorException malformed(String what, long offset, long record) {
    return ConnectorException.of(ErrorKind.DATA, "the body is not the JSON it should be: " + what)
        .place((record > 0 ? "record " + record + ", " : "") + "byte " + offset + " of the body")
        .remedy("Ask for the page once more; if it stays so, the source sends it like this")
        .build();
  }

  static ConnectorException empty() {
    return ConnectorException.of(ErrorKind.DATA, "the body is empty, where JSON should be")
        .remedy("Check the URL and what the source answers there")
        .build();
  }

  /** The body is something else than JSON from its first byte on. */
  static ConnectorException foreign(byte[] b, int from, int to) {
    String kind =
        b[from] == '<'
            ? "an HTML or XML page"
            : b[from] == 0 || (from + 1 < to && b[from + 1] == 0) || (b[from] & 0xFE) == 0xFE
                ? "UTF-16 or binary"
                : "something else";
    return ConnectorException.of(
            ErrorKind.DATA, "the body is " + kind + ", not JSON: " + excerpt(b, from, to))
        .remedy("Check the URL, and whether the source asks for a login there")
        .build();
  }

  static ConnectorException noData(JsonPath data, String under, Collection<String> names) {
    String there =
        names.isEmpty() ? "nothing stands" : "these stand: " + excerpt(String.join(", ", names));
    return ConnectorException.of(ErrorKind.DATA, "no data stands at the data_path " + data)
        .place("under " + under + " " + there)
        .remedy("Set data_path to where the records are")
        .build();
  }

  static ConnectorException noRecords(JsonPath data, String found) {
    return ConnectorException.of(
            ErrorKind.DATA, "the data is " + found + ", neither an array nor an object")
        .place("data_path " + data)
        .remedy("Set data_path to where the records are")
        .build();
  }

  static ConnectorException misfit(Misfit misfit, long record) {
    return ConnectorException.of(ErrorKind.DATA, misfit.why)
        .place(place(misfit, record))
        .remedy("Declare the field as the source sends it, or let such records be rejected")
        .build();
  }

  static String place(Misfit misfit, long record) {
    return "record " + record + ", field " + misfit.field;
  }

  static ConnectorException captured(JsonPath path, String value, String expected) {
    return ConnectorException.of(
            ErrorKind.DATA, "the value " + excerpt(value) + " is no " + expected)
        .place(path.toString())
        .remedy("Correct the path")
        .build();
  }

  /** Returns the beginning of what stands there, in one line. */
  static String excerpt(byte[] b, int from, int to) {
    int end = Math.min(to, from + 4 * SHOWN);
    return excerpt(new String(b, from, end - from, StandardCharsets.UTF_8));
  }

  private static String excerpt(String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }
}

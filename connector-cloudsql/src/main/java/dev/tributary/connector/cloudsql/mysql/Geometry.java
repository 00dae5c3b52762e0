package dev.tributary.connector.cloudsql.mysql;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The text of a geometry: {@code POINT(1.5 2)}, or {@code SRID=4326;POINT(1.5 2)} where it names a
 * reference system. Coordinates are the server's, in the order in which it keeps them (x or
 * longitude first), each in the shortest text that reads back as the same number.
 */
final class Geometry {
  private static final String[] NAMES = {
    "",
    "POINT",
    "LINESTRING",
    "POLYGON",
    "MULTIPOINT",
    "MULTILINESTRING",
    "MULTIPOLYGON",
    "GEOMETRYCOLLECTION"
  };
  private static final int POINT = 1;
  private static final int LINE = 2;
  private static final int POLYGON = 3;
  private static final int COLLECTION = 7;
  private static final int DEEPEST = 64;

  private final ByteBuffer bytes;
  private final StringBuilder text = new StringBuilder(64);

  private Geometry(byte[] value) {
    bytes = ByteBuffer.wrap(value);
  }

  /**
   * Returns the text of a geometry.
   *
   * @throws IllegalArgumentException if the bytes are none
   */
  static String text(byte[] value) {
    Geometry geometry = new Geometry(value);
    try {
      int system = geometry.bytes.order(ByteOrder.LITTLE_ENDIAN).getInt();
      if (system != 0) {
        geometry.text.append("SRID=").append(Integer.toUnsignedLong(system)).append(';');
      }
      geometry.whole(0, 0);
      return geometry.text.toString();
    } catch (BufferUnderflowException cut) {
      throw new IllegalArgumentException("a geometry that ends too early", cut);
    }
  }

  /** Appends a geometry with its name, or without it inside one of many. */
  private void whole(int inside, int depth) {
    bytes.order(bytes.get() == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int type = bytes.getInt();
    if (type < POINT || type > COLLECTION || depth > DEEPEST) {
      throw new IllegalArgumentException("a geometry of the unknown type " + type);
    }
    if (inside == 0 || inside == COLLECTION) {
      text.append(NAMES[type]);
    }
    if (type == POINT) {
      text.append('(');
      point();
      text.append(')');
      return;
    }
    int parts = bytes.getInt();
    if (parts == 0) {
      text.append(inside == 0 || inside == COLLECTION ? " EMPTY" : "EMPTY");
      return;
    }
    text.append('(');
    for (int i = 0; i < parts; i++) {
      text.append(i == 0 ? "" : ",");
      if (type == LINE) {
        point();
      } else if (type == POLYGON) {
        ring();
      } else {
        whole(type, depth + 1);
      }
    }
    text.append(')');
  }

  private void ring() {
    text.append('(');
    int points = bytes.getInt();
    for (int i = 0; i < points; i++) {
      text.append(i == 0 ? "" : ",");
      point();
    }
    text.append(')');
  }

  private void point() {
    number(bytes.getDouble());
    text.append(' ');
    number(bytes.getDouble());
  }

  private void number(double number) {
    String digits = Double.toString(number);
    text.append(digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits);
  }
}

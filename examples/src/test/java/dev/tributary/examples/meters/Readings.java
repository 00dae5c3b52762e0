package dev.tributary.examples.meters;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes what meters write. */
final class Readings {
  private Readings() {}

  /** Appends so many readings, of meters that count on from what the file holds. */
  static void append(Path file, int readings) throws IOException {
    long first = Files.exists(file) ? Files.size(file) / Meters.RECORD : 0;
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(
                Files.newOutputStream(
                    file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)))) {
      for (long meter = first; meter < first + readings; meter++) {
        out.writeLong(meter);
        out.writeDouble(meter / 2.0);
      }
    }
  }
}

package dev.tributary.examples.quickstart;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** The files of CSV that branches send, one a day, the same in every run. */
final class Branches {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);
  private static final String[] NOTES = {"", "\"a \"\"gift\"\"\"", "\"so, so\"", "für später"};

  private Branches() {}

  /** Writes the file of a day, with so many sales. */
  static void write(Path directory, int day, int sales) throws IOException {
    Path file = directory.resolve(FIRST.plusDays(day) + ".csv.gz");
    try (Writer csv =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
      csv.write("day,branch,sku,price,quantity,note\n");
      for (int i = 0; i < sales; i++) {
        csv.write(
            String.join(
                    ",",
                    DAY.format(FIRST.plusDays(day)),
                    "B" + i % 7,
                    "A-" + (day * 7919 + i) % 100_000,
                    price(day, i),
                    Integer.toString(1 + i % 9),
                    NOTES[i % NOTES.length])
                + "\n");
      }
    }
  }

  /** Adds to a tally what the file of a day is to become. */
  static void expect(int day, int sales, Tally tally) {
    for (int i = 0; i < sales; i++) {
      String note = NOTES[i % NOTES.length].replaceAll("^\"|\"$", "").replace("\"\"", "\"");
      int quantity = 1 + i % 9;
      tally.add(
          FIRST.plusDays(day),
          "B" + i % 7,
          "A-" + (day * 7919 + i) % 100_000,
          price(day, i),
          quantity,
          note.isEmpty() ? null : note,
          new java.math.BigDecimal(price(day, i)).multiply(java.math.BigDecimal.valueOf(quantity)));
    }
  }

  private static String price(int day, int i) {
    int cents = (day * 131 + i * 37) % 10_000;
    return cents / 100 + "." + cents % 100 / 10 + cents % 10;
  }
}

package dev.tributary.connector.files;

import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.state.KeyedState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which files of a stream were finished: for each path when it was written and which version it
 * was, in one short text. A path that holds something new is a new file, wherever its name sorts.
 */
final class Ledger {
  private static final String VERSION = "v";

  private Ledger() {}

  /** Returns what is remembered of a file. */
  static Position entry(StoredFile file) {
    String second = Long.toString(file.modified().getEpochSecond());
    return Position.of(
        VERSION, file.version().map(name -> second + ":" + name).orElse(file.fingerprint()));
  }

  /** Returns whether this content of the file was finished. */
  static boolean has(KeyedState finished, StoredFile file) {
    return finished.find(file.path()).filter(entry(file)::equals).isPresent();
  }

  /** Drops what was last written before a time. */
  static void forget(PlanRequest request, String stream, Instant before) {
    List<String> old = new ArrayList<>();
    request
        .state(stream)
        .keys()
        .forEach(
            (path, entry) -> {
              if (modified(entry) < before.getEpochSecond()) {
                old.add(path);
              }
            });
    old.forEach(path -> request.forget(stream, path));
  }

  private static long modified(Position entry) {
    String text = entry.find(VERSION).orElse("");
    int end = 0;
    while (end < text.length() && (Character.isDigit(text.charAt(end)) || end == 0)) {
      end++;
    }
    try {
      return end == 0 ? Long.MAX_VALUE : Long.parseLong(text.substring(0, end));
    } catch (NumberFormatException foreign) {
      return Long.MAX_VALUE;
    }
  }
}

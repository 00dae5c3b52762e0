package dev.tributary.connector.engine;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Redactor;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import java.util.List;
import java.util.Map;

/** Keeps revealed secrets out of what is written to state and sent to other processes (rule 15). */
final class Secrets {
  private Secrets() {}

  static void refuse(Split split, Redactor redactor) {
    refuse("id", split.id(), redactor);
    refuse(split.bounds(), redactor);
    split.target().ifPresent(target -> refuse(target, redactor));
    split.key().ifPresent(key -> refuse("key", key, redactor));
    split.value().ifPresent(value -> refuse(value, redactor));
  }

  static void refuse(Position position, Redactor redactor) {
    for (Map.Entry<String, Object> entry : position.asMap().entrySet()) {
      if (entry.getValue() instanceof String text) {
        refuse(entry.getKey(), text, redactor);
      } else if (entry.getValue() instanceof List<?>) {
        position.list(entry.getKey()).forEach(text -> refuse(entry.getKey(), text, redactor));
      }
    }
  }

  private static void refuse(String name, String text, Redactor redactor) {
    if (redactor.reveals(text)) {
      throw ConnectorException.of(
              ErrorKind.INTERNAL,
              "the position's \"" + name + "\" holds a secret that was revealed")
          .remedy("Keep credentials out of bounds, checkpoints and watermarks")
          .build();
    }
  }
}

package dev.tributary.connector.pipeline.state;

import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.pipeline.document.SealedDocument;
import dev.tributary.connector.state.ExtractionState;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The document of a version of a state. */
final class StateDocument {
  private static final String KIND = "state";

  private StateDocument() {}

  static String write(
      String name, long version, Instant storedAt, String why, ExtractionState state) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", name);
    body.put("version", version);
    body.put("stored_at", storedAt.toString());
    body.put("why", why);
    body.put("state", JsonTree.parseObject(state.toJson()));
    return SealedDocument.write(KIND, body);
  }

  static StateVersion read(long version, String text, String place, boolean hasOlder) {
    return SealedDocument.read(
        KIND,
        place,
        text,
        hasOlder
            ? "Put it back from a backup, or move it away to go on from the version before it,"
                + " which reads again what came since"
            : "Put it back from a backup, or move it away to read everything anew",
        body ->
            new StateVersion(
                version,
                time(body.get("stored_at")),
                body.get("why") instanceof String why ? why : "run",
                ExtractionState.fromJson(JsonTree.write(body.get("state")))));
  }

  private static Optional<Instant> time(@Nullable Object text) {
    try {
      return text == null ? Optional.empty() : Optional.of(Instant.parse(JsonTree.text(text)));
    } catch (DateTimeParseException none) {
      return Optional.empty();
    }
  }
}

package dev.tributary.connector.engine;

import dev.tributary.connector.schema.StreamSchema;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The schemas that all readers of an extraction agree on: they only grow, by one version at a time.
 * Thread-safe.
 */
final class Schemas {
  /** Is told when a schema grew. */
  interface Listener {
    void grew(String stream, StreamSchema before, StreamSchema after);
  }

  private final Map<String, StreamSchema> agreed = new ConcurrentHashMap<>();
  private final Listener listener;

  Schemas(Listener listener) {
    this.listener = listener;
  }

  /** Sets what a stream begins with. */
  void begin(String stream, StreamSchema schema) {
    agreed.put(stream, schema);
  }

  StreamSchema get(String stream) {
    StreamSchema schema = agreed.get(stream);
    if (schema == null) {
      throw new IllegalArgumentException("stream " + stream + " was not described");
    }
    return schema;
  }

  /** Merges what a reader met into what is agreed on, and returns that. */
  StreamSchema agree(String stream, StreamSchema proposed) {
    StreamSchema before;
    StreamSchema after;
    synchronized (this) {
      before = get(stream);
      after = before.widen(proposed);
      agreed.put(stream, after);
    }
    if (after.version() != before.version()) {
      listener.grew(stream, before, after);
    }
    return after;
  }
}

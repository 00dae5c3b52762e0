package dev.tributary.connector.option;

import java.util.Map;

final class JsonSchema {
  private JsonSchema() {}

  static Map<String, Object> of(OptionSet set) {
    throw new UnsupportedOperationException();
  }
}

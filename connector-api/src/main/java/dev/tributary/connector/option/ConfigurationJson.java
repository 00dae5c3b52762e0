package dev.tributary.connector.option;

final class ConfigurationJson {
  private ConfigurationJson() {}

  static String write(Configuration configuration) {
    throw new UnsupportedOperationException();
  }

  static Configuration read(String json) {
    throw new UnsupportedOperationException();
  }
}

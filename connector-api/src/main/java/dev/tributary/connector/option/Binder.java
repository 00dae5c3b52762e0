package dev.tributary.connector.option;

final class Binder {
  private Binder() {}

  static Options bind(OptionSet set, Configuration configuration, Node node) {
    throw new UnsupportedOperationException();
  }
}

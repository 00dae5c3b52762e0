package dev.tributary.connector.pipeline.expression;

import java.util.List;

/**
 * A function or an operator.
 *
 * @param name its name; an operator's sign
 * @param form how it is written
 * @param doc what it gives, for people
 * @param least how many arguments it needs
 * @param most how many it takes
 * @param binding checks arguments and makes the kernel
 */
record Function(String name, String form, String doc, int least, int most, Binding binding) {
  /** How many arguments a function takes that takes any number. */
  static final int ANY = 1_000;

  /** Checks arguments, of which there are as many as the function takes. */
  @FunctionalInterface
  interface Binding {
    Typed bind(List<Typed> arguments);
  }
}

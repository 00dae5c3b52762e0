package dev.tributary.connector.pipeline.expression;

/** Makes the values of one part of an expression, all rows at once. */
@FunctionalInterface
interface Kernel {
  Vector run(Frame frame);
}

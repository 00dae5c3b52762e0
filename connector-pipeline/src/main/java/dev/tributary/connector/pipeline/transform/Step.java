package dev.tributary.connector.pipeline.transform;

import dev.tributary.connector.pipeline.expression.Scope;

/** Makes columns of the columns so far. */
@FunctionalInterface
interface Step {
  void run(Scope scope);
}

/** Expressions over the columns of records: parsed, checked against a schema, run by the column. */
@Experimental
@NullMarked
package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.stability.Experimental;
import org.jspecify.annotations.NullMarked;

/** Expressions over the columns of records: parsed, checked against a schema, run by the column. */
@NullMarked
package dev.tributary.connector.pipeline.expression;

import org.jspecify.annotations.NullMarked;

/**
 * What a stream's records look like: types, fields and versioned schemas.
 *
 * <p>A {@link dev.tributary.connector.schema.StreamSchema} is an ordered list of {@link
 * dev.tributary.connector.schema.Field}s, each with a {@link
 * dev.tributary.connector.schema.DataType}. Schemas grow while a stream is read: {@link
 * dev.tributary.connector.schema.StreamSchema#widen} merges what two readers saw, along the lattice
 * of {@link dev.tributary.connector.schema.DataType#widen}, on which no value is ever lost. All
 * values here are immutable and thread-safe, and have a text form that reads back.
 */
@NullMarked
package dev.tributary.connector.schema;

import org.jspecify.annotations.NullMarked;

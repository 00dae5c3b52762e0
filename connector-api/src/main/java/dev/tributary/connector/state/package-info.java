/**
 * What a read remembers between batches, processes and runs.
 *
 * <p>An {@link dev.tributary.connector.state.ExtractionState} is an immutable value with a
 * versioned JSON form: the plan's position, the splits that are open and how far each came, and per
 * stream its watermark, its keyed state, its generation and its schema. Taking one costs nothing,
 * however many keys it holds, and {@link dev.tributary.connector.state.StatePatch} writes only what
 * changed.
 */
@NullMarked
package dev.tributary.connector.state;

import org.jspecify.annotations.NullMarked;

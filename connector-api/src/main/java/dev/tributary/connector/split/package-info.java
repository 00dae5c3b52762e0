/**
 * Splits, the units of work that a read is cut into, and positions, the exact values that bound
 * them and say how far they came.
 *
 * <p>Everything here is a small immutable value that can be written to state and sent to another
 * process: no secrets, no live objects.
 */
@NullMarked
package dev.tributary.connector.split;

import org.jspecify.annotations.NullMarked;

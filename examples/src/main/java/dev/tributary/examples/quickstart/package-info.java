/**
 * The quickstart: a read that dies half-way and goes on, with nothing lost and nothing doubled.
 *
 * <p>{@code OrdersToFile} is what a host's own code looks like; the rest shows that it holds.
 */
@NullMarked
package dev.tributary.examples.quickstart;

import org.jspecify.annotations.NullMarked;

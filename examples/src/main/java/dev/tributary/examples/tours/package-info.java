/**
 * Two tours of single extractions, without pipelines: a web API that is read by a process that
 * dies, and a table that is read in parallel.
 *
 * <p>{@code OrdersToFile} and {@code OrdersOfDatabase} are what a host's own code looks like; the
 * rest shows that it holds.
 */
@NullMarked
package dev.tributary.examples.tours;

import org.jspecify.annotations.NullMarked;

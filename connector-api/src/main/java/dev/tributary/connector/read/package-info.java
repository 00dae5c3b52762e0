/**
 * What a connector's author implements to read, and what the engine lends for it.
 *
 * <p>A read is planned as {@linkplain dev.tributary.connector.split.Split splits}, lazily, by a
 * {@link dev.tributary.connector.read.SplitPlan}; each split is turned into batches by a {@link
 * dev.tributary.connector.read.SplitReader}, which gets a {@link
 * dev.tributary.connector.read.ReadTask} (what to read, a value) and a {@link
 * dev.tributary.connector.read.ReadContext} (live help).
 */
@NullMarked
package dev.tributary.connector.read;

import org.jspecify.annotations.NullMarked;

/**
 * The engine: runs the readers of an extraction in parallel over bounded memory, hands their
 * batches over, and keeps the books of what was delivered, completed and acknowledged.
 *
 * <p>Not exported. {@code ExtractionRun} is what an extraction is; {@code TaskRunner} reads a
 * single task for engines that bring their own parallelism.
 */
@NullMarked
package dev.tributary.connector.engine;

import org.jspecify.annotations.NullMarked;

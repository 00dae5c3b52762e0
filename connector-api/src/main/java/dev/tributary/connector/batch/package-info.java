/**
 * Record batches: what readers build and hosts receive.
 *
 * <p>A {@link dev.tributary.connector.batch.RecordBatch} holds some records of one stream as {@link
 * dev.tributary.connector.batch.Column}s: primitive arrays on the heap, text as UTF-8 in one
 * buffer, null bitmaps only where there are nulls. Hosts that want speed read columns; hosts that
 * want comfort iterate {@link dev.tributary.connector.batch.Row}s. Readers fill a {@link
 * dev.tributary.connector.batch.BatchBuilder}, which never rounds, wraps or shifts a value: what
 * does not fit is an error that names the column.
 *
 * <p>Batches are immutable and never pooled; builders belong to one thread.
 */
@NullMarked
package dev.tributary.connector.batch;

import org.jspecify.annotations.NullMarked;

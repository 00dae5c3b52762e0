/**
 * Reading only what is new, as values and pure functions.
 *
 * <p>An {@link dev.tributary.connector.incremental.Incremental} names the field that tells new from
 * old and how its values compare. Before a read, {@link
 * dev.tributary.connector.incremental.Incremental#plan} makes an {@link
 * dev.tributary.connector.incremental.IncrementalWindow} from what was read last; after it, {@link
 * dev.tributary.connector.incremental.Incremental#watermarkAfter} says what to remember:
 *
 * <ul>
 *   <li>A window is closed at its start and open at its end, so that rows at the boundary are
 *       neither lost nor read twice.
 *   <li>The end is frozen when the read is planned: the source's clock minus a lag for rows that
 *       are late, or the successor of the highest id. It is never the highest value seen, which
 *       would hide rows that are just being written.
 *   <li>Bounds are exact texts as the source writes them. Where one has to be made, it is rounded
 *       down.
 *   <li>An empty window still moves on, so that the next run does not search the same time again.
 *   <li>A window that somebody asked for, as in a backfill, never moves the watermark.
 *   <li>Only where no upper bound can be asked for, the keys seen at the boundary are remembered:
 *       {@link dev.tributary.connector.incremental.BoundaryKeys}.
 * </ul>
 *
 * <p>Change capture is not a strategy of this package: a change stream has no windows. Its reader
 * keeps the log's own position in its checkpoints, ends at a bound that is frozen in the plan, and
 * advances the source after a commit.
 */
@NullMarked
package dev.tributary.connector.incremental;

import org.jspecify.annotations.NullMarked;

/**
 * A connector with splits, checkpoints and a watermark of its own, that the guide for authors
 * shows.
 */
@NullMarked
package dev.tributary.examples.meters;

import org.jspecify.annotations.NullMarked;

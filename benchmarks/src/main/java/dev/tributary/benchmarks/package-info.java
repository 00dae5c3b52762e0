/** The measurements behind {@code docs/performance.md}. */
@NullMarked
package dev.tributary.benchmarks;

import org.jspecify.annotations.NullMarked;

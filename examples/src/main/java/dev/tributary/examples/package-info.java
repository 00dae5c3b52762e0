/** Programs to start from: {@link dev.tributary.examples.FirstRead} is the shortest. */
@NullMarked
package dev.tributary.examples;

import org.jspecify.annotations.NullMarked;

/** Pictures of what programs print. */
@NullMarked
package dev.tributary.examples.recording;

import org.jspecify.annotations.NullMarked;

/** What is kept between runs, in a directory: states, locks, and the history of runs. */
@Experimental
@NullMarked
package dev.tributary.connector.pipeline.state;

import dev.tributary.connector.stability.Experimental;
import org.jspecify.annotations.NullMarked;

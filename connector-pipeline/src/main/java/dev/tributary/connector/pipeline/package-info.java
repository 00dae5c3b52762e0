/** What a pipeline is: which source is read, and where the records are staged. */
@Experimental
@NullMarked
package dev.tributary.connector.pipeline;

import dev.tributary.connector.stability.Experimental;
import org.jspecify.annotations.NullMarked;

/** Runs of pipelines. */
@Experimental
@NullMarked
package dev.tributary.connector.pipeline.run;

import dev.tributary.connector.stability.Experimental;
import org.jspecify.annotations.NullMarked;

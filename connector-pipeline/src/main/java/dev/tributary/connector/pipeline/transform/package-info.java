/** How the records of a pipeline are shaped: which, under what names, converted and calculated. */
@Experimental
@NullMarked
package dev.tributary.connector.pipeline.transform;

import dev.tributary.connector.stability.Experimental;
import org.jspecify.annotations.NullMarked;

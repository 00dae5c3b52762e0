/** What was staged: manifests, and the files that they list. Nothing else counts. */
@Experimental
@NullMarked
package dev.tributary.connector.pipeline.staging;

import dev.tributary.connector.stability.Experimental;
import org.jspecify.annotations.NullMarked;

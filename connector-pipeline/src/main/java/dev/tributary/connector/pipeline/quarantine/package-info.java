/** What becomes of bad records: how many are borne, and where they are kept until replayed. */
@Experimental
@NullMarked
package dev.tributary.connector.pipeline.quarantine;

import dev.tributary.connector.stability.Experimental;
import org.jspecify.annotations.NullMarked;

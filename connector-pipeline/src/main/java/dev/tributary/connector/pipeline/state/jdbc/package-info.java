/** States, locks and the history of runs in a database, for pipelines that several machines run. */
@Experimental
@NullMarked
package dev.tributary.connector.pipeline.state.jdbc;

import dev.tributary.connector.stability.Experimental;
import org.jspecify.annotations.NullMarked;

/** States, locks and the history of runs in a database, for pipelines that several machines run. */
@NullMarked
package dev.tributary.connector.pipeline.state.jdbc;

import org.jspecify.annotations.NullMarked;

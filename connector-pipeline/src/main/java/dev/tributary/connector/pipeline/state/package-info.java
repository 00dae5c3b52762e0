/** What is kept between runs, in a directory: states, locks, and the history of runs. */
@NullMarked
package dev.tributary.connector.pipeline.state;

import org.jspecify.annotations.NullMarked;

/** Runs of pipelines. */
@NullMarked
package dev.tributary.connector.pipeline.run;

import org.jspecify.annotations.NullMarked;

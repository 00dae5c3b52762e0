/** Directories of YAML files, checked as a whole and turned into pipelines. */
@Experimental
@NullMarked
package dev.tributary.connector.pipeline.config;

import dev.tributary.connector.stability.Experimental;
import org.jspecify.annotations.NullMarked;

/** Directories of YAML files, checked as a whole and turned into pipelines. */
@NullMarked
package dev.tributary.connector.pipeline.config;

import org.jspecify.annotations.NullMarked;

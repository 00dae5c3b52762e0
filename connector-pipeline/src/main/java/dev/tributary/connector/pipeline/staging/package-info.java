/** What was staged: manifests, and the files that they list. Nothing else counts. */
@NullMarked
package dev.tributary.connector.pipeline.staging;

import org.jspecify.annotations.NullMarked;

/** How one stream is staged so that it can be killed at any moment: journal, segments, commit. */
@NullMarked
package dev.tributary.connector.pipeline.work;

import org.jspecify.annotations.NullMarked;

/** How the records of a pipeline are shaped: which, under what names, converted and calculated. */
@NullMarked
package dev.tributary.connector.pipeline.transform;

import org.jspecify.annotations.NullMarked;

/** What a pipeline is: which source is read, and where the records are staged. */
@NullMarked
package dev.tributary.connector.pipeline;

import org.jspecify.annotations.NullMarked;

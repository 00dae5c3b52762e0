/** What becomes of bad records: how many are borne, and where they are kept until replayed. */
@NullMarked
package dev.tributary.connector.pipeline.quarantine;

import org.jspecify.annotations.NullMarked;

/** Writes batches as Avro container files. */
@NullMarked
package dev.tributary.connector.files.avro.write;

import org.jspecify.annotations.NullMarked;

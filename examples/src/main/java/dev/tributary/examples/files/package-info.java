/** A folder of files of every format, read as one typed stream. */
@NullMarked
package dev.tributary.examples.files;

import org.jspecify.annotations.NullMarked;

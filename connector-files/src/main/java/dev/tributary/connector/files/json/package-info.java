/** JSON Lines and JSON documents: a byte parser straight into columns, and a writer of lines. */
@NullMarked
package dev.tributary.connector.files.json;

import org.jspecify.annotations.NullMarked;

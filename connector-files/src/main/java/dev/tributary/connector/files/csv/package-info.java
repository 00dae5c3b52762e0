/** CSV: a byte decoder for the dialects that people use, commons-csv for the rest, and a writer. */
@NullMarked
package dev.tributary.connector.files.csv;

import org.jspecify.annotations.NullMarked;

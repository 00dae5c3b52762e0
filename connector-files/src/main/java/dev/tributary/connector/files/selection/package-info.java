/** Which files are meant: patterns, dates and partitions in paths, guards, and the walk itself. */
@NullMarked
package dev.tributary.connector.files.selection;

import org.jspecify.annotations.NullMarked;

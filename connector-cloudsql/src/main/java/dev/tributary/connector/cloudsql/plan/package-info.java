/** Plans reads as splits: ranges, snapshots, windows and where to go on. */
@NullMarked
package dev.tributary.connector.cloudsql.plan;

import org.jspecify.annotations.NullMarked;

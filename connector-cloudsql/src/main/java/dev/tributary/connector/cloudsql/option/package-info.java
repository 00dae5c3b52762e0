/** The options of the connection and of an extraction. */
@NullMarked
package dev.tributary.connector.cloudsql.option;

import org.jspecify.annotations.NullMarked;

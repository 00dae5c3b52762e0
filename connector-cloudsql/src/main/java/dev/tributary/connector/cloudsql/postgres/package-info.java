/** PostgreSQL: its catalogue, its language, and rows in its binary form. */
@NullMarked
package dev.tributary.connector.cloudsql.postgres;

import org.jspecify.annotations.NullMarked;

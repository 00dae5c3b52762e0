/** MySQL and MariaDB: their catalogue, their language, and streamed rows. */
@NullMarked
package dev.tributary.connector.cloudsql.mysql;

import org.jspecify.annotations.NullMarked;

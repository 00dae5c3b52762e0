/** Connections: where the server is, who asks, pools, and sessions that only read. */
@NullMarked
package dev.tributary.connector.cloudsql.connect;

import org.jspecify.annotations.NullMarked;

/**
 * A connector for relational databases: PostgreSQL, MySQL and MariaDB, on Cloud SQL and anywhere
 * else. Configured by {@code source_type: CLOUD_SQL} and the {@linkplain
 * dev.tributary.connector.cloudsql.option options}.
 */
@NullMarked
package dev.tributary.connector.cloudsql;

import org.jspecify.annotations.NullMarked;

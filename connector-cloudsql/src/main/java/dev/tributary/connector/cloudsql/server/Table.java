package dev.tributary.connector.cloudsql.server;

import java.util.List;

/**
 * What the catalogue says of a table. Estimates are the server's, maybe old, and may be wrong by
 * any factor.
 *
 * @param name its name
 * @param kind what it is
 * @param columns the columns that may be read, in their order
 * @param key the columns that tell its rows apart and are never null, in the order of their index:
 *     the primary key, or else a unique key; empty if there is none
 * @param indexed the first columns of its indexes
 * @param rows about how many rows it has; negative if unknown
 * @param bytes about how many bytes its rows take at the server; negative if unknown
 * @param pages how many physical pages it has, where ranges of pages can be read; else 0
 */
public record Table(
    TableName name,
    TableKind kind,
    List<TableColumn> columns,
    List<TableColumn> key,
    List<String> indexed,
    long rows,
    long bytes,
    long pages) {}

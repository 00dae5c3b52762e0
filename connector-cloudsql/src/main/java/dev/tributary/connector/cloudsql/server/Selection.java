package dev.tributary.connector.cloudsql.server;

import java.util.List;

/**
 * Which rows and columns to read.
 *
 * <p>A column whose field is of type STRING is read as the server's own text of it, whatever its
 * type at the server.
 *
 * @param from what stands after FROM, in the server's language: a quoted name, or a query in
 *     parentheses with an alias
 * @param columns the columns to read, in the order of the stream's schema
 * @param conditions conditions in the server's language that all must hold
 * @param position the columns that say where in the selection a row stands, in the order in which
 *     rows are to come; their exact texts at the last row read are {@link RowStream#position}. They
 *     need not be among the columns. Empty if rows come in any order
 * @param onUnfit what becomes of values that do not fit
 */
public record Selection(
    String from,
    List<TableColumn> columns,
    List<String> conditions,
    List<TableColumn> position,
    OnUnfit onUnfit) {}

package dev.tributary.connector.cloudsql.server;

/**
 * What several sessions see of the data at one moment, and as long as the session that made it
 * stays.
 *
 * @param id the server's name of it
 * @param shared whether other sessions can join it; else each transaction sees its own moment
 */
public record Snapshot(String id, boolean shared) {}

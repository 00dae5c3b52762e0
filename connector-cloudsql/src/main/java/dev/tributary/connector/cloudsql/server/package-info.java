/**
 * What database servers differ in, as faces that one package a server implements: the catalogue,
 * the language, snapshots, and how rows become columns.
 */
@NullMarked
package dev.tributary.connector.cloudsql.server;

import org.jspecify.annotations.NullMarked;

/**
 * The hardest users of the contract, kept compiled, and run where that needs no server: authors of
 * connectors and hosts, none of whom sees more than what is exported.
 */
package dev.tributary.connector.testkit.users;

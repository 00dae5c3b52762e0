package dev.tributary.connector.cloudsql.postgres;

import java.util.List;

/**
 * A type as the catalogue has it.
 *
 * @param oid its number in this database
 * @param name its name as the server writes it, with a schema where that is needed
 * @param plainName its name without a schema
 * @param kind b for a base type, c composite, d domain, e enum, r range, m multirange
 * @param element of an array the number of its elements' type, else 0
 * @param base of a domain the number of the type under it, else 0
 * @param modifier of a domain the modifier of the type under it
 * @param dimensions of a domain over an array how many dimensions it was declared with
 * @param attributes of a composite its fields
 * @param comparable whether the server orders its values by default
 */
record PgType(
    long oid,
    String name,
    String plainName,
    String kind,
    long element,
    long base,
    int modifier,
    int dimensions,
    List<Attribute> attributes,
    boolean comparable) {
  /** A field of a composite type, or a column. */
  record Attribute(String name, long type, int modifier, int dimensions) {}
}

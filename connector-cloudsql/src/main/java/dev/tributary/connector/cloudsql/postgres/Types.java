package dev.tributary.connector.cloudsql.postgres;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.postgres.WireType.Asking;
import dev.tributary.connector.cloudsql.postgres.WireType.Part;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types that some columns have, with everything that these types are made of. */
final class Types {
  private static final String CLOSURE =
      """
      WITH RECURSIVE used(oid) AS (
        SELECT unnest(?::oid[])
        UNION
        SELECT part.oid
        FROM used
        JOIN pg_catalog.pg_type t ON t.oid = used.oid
        CROSS JOIN LATERAL (
          SELECT t.typelem WHERE t.typcategory = 'A'
          UNION ALL
          SELECT t.typbasetype
          UNION ALL
          SELECT a.atttypid FROM pg_catalog.pg_attribute a
          WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) part(oid)
        WHERE part.oid <> 0)
      SELECT t.oid::int8, pg_catalog.format_type(t.oid, -1), t.typname, t.typtype::text,
        CASE WHEN t.typcategory = 'A' THEN t.typelem ELSE 0 END::int8, t.typbasetype::int8,
        t.typtypmod, t.typndims,
        t.typtype = 'e' OR EXISTS (
          SELECT FROM pg_catalog.pg_opclass o JOIN pg_catalog.pg_am m ON m.oid = o.opcmethod
          WHERE o.opcintype = t.oid AND o.opcdefault AND m.amname = 'btree'),
        a.names, a.types, a.modifiers, a.dimensions
      FROM used
      JOIN pg_catalog.pg_type t ON t.oid = used.oid
      LEFT JOIN LATERAL (
        SELECT array_agg(a.attname::text ORDER BY a.attnum) AS names,
          array_agg(a.atttypid::int8 ORDER BY a.attnum) AS types,
          array_agg(a.atttypmod::int8 ORDER BY a.attnum) AS modifiers,
          array_agg(a.attndims::int8 ORDER BY a.attnum) AS dimensions
        FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) a
        ON t.typtype = 'c'
      """;

  private static final int MONEY_DIGITS = 19;

  private final Map<Long, PgType> known;
  private final int moneyScale;

  private Types(Map<Long, PgType> known, int moneyScale) {
    this.known = known;
    this.moneyScale = moneyScale;
  }

  /** Loads the types of these numbers; one query, and one more if there is money among them. */
  static Types load(Session session, Collection<Long> oids) throws SQLException {
    Map<Long, PgType> known = new HashMap<>();
    try (PreparedStatement statement = session.jdbc().prepareStatement(CLOSURE)) {
      Array wanted = session.jdbc().createArrayOf("oid", oids.stream().distinct().toArray());
      statement.setArray(1, wanted);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          PgType type = read(rows);
          known.put(type.oid(), type);
        }
      }
    }
    return new Types(known, known.containsKey((long) BuiltIn.MONEY) ? moneyScale(session) : 0);
  }

  private static PgType read(ResultSet row) throws SQLException {
    List<PgType.Attribute> attributes = new ArrayList<>();
    Array names = row.getArray(10);
    if (names != null) {
      String[] texts = (String[]) names.getArray();
      Long[] types = (Long[]) row.getArray(11).getArray();
      Long[] modifiers = (Long[]) row.getArray(12).getArray();
      Long[] dimensions = (Long[]) row.getArray(13).getArray();
      for (int i = 0; i < texts.length; i++) {
        attributes.add(
            new PgType.Attribute(
                texts[i], types[i], modifiers[i].intValue(), dimensions[i].intValue()));
      }
    }
    return new PgType(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getLong(5),
        row.getLong(6),
        row.getInt(7),
        row.getInt(8),
        List.copyOf(attributes),
        row.getBoolean(9));
  }

  /** How many digits a sum of money has after the point is the locale's. */
  private static int moneyScale(Session session) throws SQLException {
    try (var statement = session.jdbc().createStatement();
        ResultSet row = statement.executeQuery("SELECT scale(0::money::numeric)")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  /** Returns the type under all domains, or null if the catalogue no longer has it. */
  @Nullable PgType plain(long oid) {
    PgType type = known.get(oid);
    while (type != null && type.base() != 0) {
      type = known.get(type.base());
    }
    return type;
  }

  /** Returns how values of a column's type come. */
  WireType wire(PgType.Attribute column) {
    long oid = column.type();
    int modifier = column.modifier();
    int dimensions = column.dimensions();
    PgType type = known.get(oid);
    while (type != null && type.base() != 0) {
      modifier = type.modifier();
      dimensions = type.dimensions();
      type = known.get(type.base());
    }
    if (type == null) {
      return WireType.text();
    }
    if (type.oid() == BuiltIn.NUMERIC) {
      return WireType.plain(Wire.NUMERIC, BuiltIn.numeric(modifier));
    }
    if (type.oid() == BuiltIn.MONEY) {
      DataType money = DataType.decimal(MONEY_DIGITS, moneyScale);
      return new WireType(Wire.NUMERIC, money, Asking.NUMERIC, List.of(), 0);
    }
    WireType simple = BuiltIn.find(type.oid()).orElse(null);
    if (simple != null) {
      return simple;
    }
    if (type.element() != 0) {
      return array(type, modifier, dimensions);
    }
    if (type.kind().equals("c") && !type.attributes().isEmpty()) {
      return record(type);
    }
    if (type.plainName().equals("hstore")) {
      DataType map = DataType.map(DataType.STRING, DataType.STRING);
      return WireType.plain(Wire.HSTORE, map);
    }
    return WireType.text();
  }

  /** Returns how values of a column come that tell where in an order a row stands. */
  WireType position(TableColumn column) {
    WireType natural = wire(column);
    return natural.dataType().isNested() ? WireType.text() : natural;
  }

  /** Returns how values of a column come, in the form of its own type. */
  WireType wire(TableColumn column) {
    WireType simple = BuiltIn.find(column.code()).orElse(null);
    return simple != null ? simple : wire(attribute(column));
  }

  /** The column as the catalogue had it; how many dimensions an array has tells its type. */
  private static PgType.Attribute attribute(TableColumn column) {
    int dimensions = 0;
    DataType type = column.field().type();
    while (type.kind() == DataType.Kind.LIST) {
      dimensions++;
      type = type.element();
    }
    return new PgType.Attribute(column.name(), column.code(), -1, dimensions);
  }

  /** Returns a column as a query yields it. */
  TableColumn column(PgType.Attribute attribute) {
    PgType type = known.get(attribute.type());
    return column(attribute, false, type == null ? "unknown" : type.name());
  }

  /** Returns a column as the catalogue describes it. */
  TableColumn column(PgType.Attribute attribute, boolean required, String shown) {
    PgType plain = plain(attribute.type());
    Field field = Field.of(attribute.name(), wire(attribute).dataType()).sourceType(shown);
    return new TableColumn(
        required ? field.required() : field,
        plain == null ? shown : plain.name(),
        attribute.type(),
        isComparable(plain));
  }

  /** An array is compared by its elements. */
  private boolean isComparable(@Nullable PgType type) {
    return type != null
        && (type.element() == 0 ? type.comparable() : isComparable(plain(type.element())));
  }

  private WireType array(PgType type, int modifier, int dimensions) {
    WireType element = wire(new PgType.Attribute("element", type.element(), modifier, 0));
    Asking asking =
        switch (element.asking()) {
          case PLAIN -> Asking.PLAIN;
          case NUMERIC -> Asking.NUMERICS;
          default -> Asking.TEXTS;
        };
    if (asking == Asking.TEXTS) {
      element = WireType.plain(Wire.TEXT, DataType.STRING);
    }
    DataType dataType = element.dataType();
    int depth = Math.max(1, dimensions);
    for (int i = 0; i < depth; i++) {
      dataType = DataType.list(dataType);
    }
    return new WireType(Wire.ARRAY, dataType, asking, List.of(new Part("element", element)), depth);
  }

  private WireType record(PgType type) {
    List<Part> parts = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    boolean plain = true;
    for (PgType.Attribute attribute : type.attributes()) {
      WireType wire = wire(attribute);
      plain &= wire.asking() == Asking.PLAIN;
      parts.add(new Part(attribute.name(), wire));
      fields.add(Field.of(attribute.name(), wire.dataType()));
    }
    return new WireType(
        Wire.RECORD,
        DataType.struct(fields.toArray(Field[]::new)),
        plain ? Asking.PLAIN : Asking.FIELDS,
        List.copyOf(parts),
        0);
  }
}

package dev.tributary.connector.cloudsql.postgres;

import dev.tributary.connector.schema.DataType;
import java.util.Map;
import java.util.Optional;

/** The server's own simple types, whose numbers are the same in every database. */
final class BuiltIn {
  static final int NUMERIC = 1700;
  static final int MONEY = 790;
  static final int TID = 27;

  private static final Map<Long, WireType> TYPES =
      Map.ofEntries(
          entry(16, Wire.BOOL, DataType.BOOLEAN),
          entry(17, Wire.BYTEA, DataType.BYTES),
          entry(19, Wire.TEXT, DataType.STRING), // name
          entry(20, Wire.INT8, DataType.INT64),
          entry(21, Wire.INT2, DataType.INT32),
          entry(23, Wire.INT4, DataType.INT32),
          entry(25, Wire.TEXT, DataType.STRING),
          entry(26, Wire.OID, DataType.INT64),
          entry(TID, Wire.TID, DataType.STRING),
          entry(28, Wire.OID, DataType.INT64), // xid
          entry(29, Wire.OID, DataType.INT64), // cid
          entry(114, Wire.JSON, DataType.JSON),
          entry(142, Wire.TEXT, DataType.STRING), // xml
          entry(650, Wire.INET, DataType.STRING), // cidr
          entry(700, Wire.FLOAT4, DataType.FLOAT32),
          entry(701, Wire.FLOAT8, DataType.FLOAT64),
          entry(774, Wire.MACADDR, DataType.STRING), // macaddr8
          entry(829, Wire.MACADDR, DataType.STRING),
          entry(869, Wire.INET, DataType.STRING),
          entry(1042, Wire.TEXT, DataType.STRING), // character
          entry(1043, Wire.TEXT, DataType.STRING), // character varying
          entry(1082, Wire.DATE, DataType.DATE),
          entry(1083, Wire.TIME, DataType.TIME),
          entry(1114, Wire.TIMESTAMP, DataType.TIMESTAMP),
          entry(1184, Wire.TIMESTAMPTZ, DataType.TIMESTAMP_TZ),
          entry(1186, Wire.INTERVAL, DataType.STRING),
          entry(1266, Wire.TIMETZ, DataType.STRING),
          entry(NUMERIC, Wire.NUMERIC, DataType.DECIMAL),
          entry(2950, Wire.UUID, DataType.UUID),
          entry(3802, Wire.JSONB, DataType.JSON));

  private BuiltIn() {}

  private static Map.Entry<Long, WireType> entry(long oid, int code, DataType dataType) {
    return Map.entry(oid, WireType.plain(code, dataType));
  }

  /** Returns how a type comes, if it is one of these. */
  static Optional<WireType> find(long oid) {
    return Optional.ofNullable(TYPES.get(oid));
  }

  /** Returns the type of a numeric column from its modifier, in which a scale may be negative. */
  static DataType numeric(int modifier) {
    if (modifier < 4) {
      return DataType.DECIMAL;
    }
    int precision = ((modifier - 4) >> 16) & 0xffff;
    int scale = (((modifier - 4) & 0x7ff) ^ 1024) - 1024;
    return DataType.decimal(precision, scale);
  }
}

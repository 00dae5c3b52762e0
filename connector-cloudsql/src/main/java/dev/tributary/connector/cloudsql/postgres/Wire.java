package dev.tributary.connector.cloudsql.postgres;

/** The binary forms that values come in; the codes are what the decoders switch on. */
final class Wire {
  static final int BOOL = 0;
  static final int INT2 = 1;
  static final int INT4 = 2;
  static final int INT8 = 3;
  static final int FLOAT4 = 4;
  static final int FLOAT8 = 5;
  static final int NUMERIC = 6;
  static final int TEXT = 7;
  static final int BYTEA = 8;
  static final int DATE = 9;
  static final int TIME = 10;
  static final int TIMESTAMP = 11;
  static final int TIMESTAMPTZ = 12;
  static final int UUID = 13;
  static final int JSONB = 14;

  /** From here on values become texts that are composed here. */
  static final int TIMETZ = 15;

  static final int INTERVAL = 16;
  static final int INET = 17;
  static final int MACADDR = 18;
  static final int TID = 19;

  /** An unsigned number of 32 bits. */
  static final int OID = 20;

  static final int JSON = 21;
  static final int ARRAY = 22;
  static final int RECORD = 23;
  static final int HSTORE = 24;

  private Wire() {}
}

package dev.tributary.connector.http.json;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;

/**
 * Decodes records into the open row of a builder.
 *
 * <p>Members are expected in the order of the last record, and values in the form that their column
 * has; both are checked with few instructions, and whatever is otherwise goes a slower way.
 */
final class RecordDecoder {
  private static final int MOST_COLUMNS = 10_000;

  final BatchBuilder rows;
  private final JsonRows how;
  private final Lexer lexer;
  private final Texts texts = new Texts();
  private final Times times = new Times();
  private final Slots slots;
  private final Values values;
  private final int depth;
  private long record;

  RecordDecoder(JsonRows how, Lexer lexer, Slots slots, BatchBuilder rows) {
    this.how = how;
    this.lexer = lexer;
    this.slots = slots;
    this.rows = rows;
    this.values = new Values(lexer, texts, times, rows);
    this.depth = how.data.steps().size() + 1;
  }

  /** Takes note of what may have changed since records were last read. */
  void bind() {
    slots.bind(rows.schema());
  }

  /**
   * Decodes a record.
   *
   * @return the index behind it
   * @throws CutShort if the bytes end before the record
   * @throws Malformed if it is no JSON
   * @throws Misfit if a value does not fit
   */
  int record(byte[] b, int from, int end) {
    record++;
    int p = b[from] == '{' ? object(b, from, end) : bare(b, from, end);
    if (slots.anyRequired()) {
      Slot missing = slots.missing(record);
      if (missing != null) {
        throw new Misfit(missing.name, "a required field has no value");
      }
    }
    return p;
  }

  private int object(byte[] b, int from, int end) {
    int p = lexer.blank(b, from + 1);
    if (b[p] == '}') {
      return p + 1;
    }
    Slot slot = slots.start;
    while (true) {
      if (b[p] != '"') {
        throw Lexer.wrong(p, end, "no name of a member");
      }
      Slot last = slot;
      Slot expected = last.next;
      if (expected != null && expected.stands(b, p + 1)) {
        slot = expected;
        p += slot.utf8.length + 2;
      } else {
        int close = lexer.text(b, p + 1, end);
        slot = slot(b, p + 1, close);
        last.next = slot;
        p = close + 1;
      }
      if (b[p] != ':') {
        p = lexer.blank(b, p);
        if (b[p] != ':') {
          throw Lexer.wrong(p, end, "no colon behind a name");
        }
      }
      p++;
      if (b[p] <= ' ') {
        p = lexer.blank(b, p);
      }
      p = value(slot, b, p, end);
      if (b[p] <= ' ') {
        p = lexer.blank(b, p);
      }
      if (b[p] != ',') {
        break;
      }
      p++;
      if (b[p] <= ' ') {
        p = lexer.blank(b, p);
      }
    }
    if (b[p] != '}') {
      throw Lexer.wrong(p, end, "neither a comma nor the record's end");
    }
    return p + 1;
  }

  private Slot slot(byte[] b, int from, int to) {
    if (lexer.wide) {
      Lexer.check(b, from, to);
    }
    if (!lexer.escaped) {
      return slots.slot(b, from, to);
    }
    if (!texts.unescape(b, from, to)) {
      throw new Misfit(Guess.ascii(b, from, to), "its name holds half of a surrogate pair");
    }
    return slots.slot(texts.bytes, 0, texts.length);
  }

  /** Decodes a record that is no object. */
  private int bare(byte[] b, int from, int end) {
    Slot slot = slots.slot(JsonRows.VALUE);
    if (slot.column < 0 && how.unknown != UnknownFields.EVOLVE) {
      lexer.value(b, from, end, depth);
      throw new Misfit(JsonRows.VALUE, "the record is no object");
    }
    return other(slot, b, from, end);
  }

  private int value(Slot slot, byte[] b, int from, int end) {
    byte c = b[from];
    int p;
    switch (slot.code) {
      case Slot.INT64, Slot.INT32:
        if (Lexer.isNumber(c)) {
          p = lexer.number(b, from, end);
          long digits = lexer.digits;
          if (lexer.small && lexer.whole && (slot.code == Slot.INT64 || digits == (int) digits)) {
            rows.set(slot.column, digits);
            return set(slot, p);
          }
        }
        break;
      case Slot.DECIMAL:
        if (Lexer.isNumber(c)) {
          p = lexer.number(b, from, end);
          if (lexer.small && decimal(slot)) {
            return set(slot, p);
          }
        }
        break;
      case Slot.DOUBLE:
        if (Lexer.isNumber(c)) {
          p = lexer.number(b, from, end);
          if (lexer.small && values.isExact()) {
            rows.set(slot.column, values.exact(c == '-'));
            return set(slot, p);
          }
        }
        break;
      case Slot.STRING:
        if (c == '"') {
          p = lexer.text(b, from + 1, end);
          if (!lexer.escaped) {
            text(slot, b, from + 1, p);
            return set(slot, p + 1);
          }
        }
        break;
      case Slot.DATE, Slot.TIMESTAMP, Slot.INSTANT:
        if (c == '"') {
          p = lexer.text(b, from + 1, end);
          if (!lexer.escaped && values.time(slot, times.read(b, from + 1, p))) {
            return set(slot, p + 1);
          }
        }
        break;
      case Slot.BOOLEAN:
        if (c == 't' || c == 'f') {
          p = Lexer.literal(b, from, end);
          rows.set(slot.column, c == 't');
          return set(slot, p);
        }
        break;
      case Slot.JSON, Slot.OBJECT, Slot.ARRAY:
        if ((c == '{' && slot.code != Slot.ARRAY) || (c == '[' && slot.code != Slot.OBJECT)) {
          lexer.spaced = false;
          p = lexer.value(b, from, end, depth);
          if (!lexer.spaced) {
            text(slot, b, from, p);
            return set(slot, p);
          }
        }
        break;
      case Slot.UUID:
        if (c == '"' && Uuids.stands(b, from + 1, end)) {
          rows.setUuid(slot.column, Uuids.high(b, from + 1), Uuids.low(b, from + 1));
          return set(slot, from + 38);
        }
        break;
      default:
        break;
    }
    return other(slot, b, from, end);
  }

  private int set(Slot slot, int p) {
    if (slot.required) {
      slot.seen = record;
    }
    return p;
  }

  /** Puts a small number into a decimal column if that needs no more than zeros at its end. */
  private boolean decimal(Slot slot) {
    if (slot.scale < 0) {
      rows.setDecimal(slot.column, lexer.digits, lexer.scale);
      return true;
    }
    int zeros = slot.scale - lexer.scale;
    if (zeros < 0 || zeros >= Slot.TENS.length) {
      return false;
    }
    long factor = Slot.TENS[zeros];
    long unscaled = lexer.digits * factor;
    if (Math.multiplyHigh(lexer.digits, factor) != unscaled >> 63
        || unscaled >= slot.bound
        || unscaled <= -slot.bound) {
      return false;
    }
    rows.setDecimal(slot.column, unscaled, slot.scale);
    return true;
  }

  private void text(Slot slot, byte[] b, int from, int to) {
    try {
      rows.setUtf8(slot.column, b, from, to);
    } catch (ConnectorException refused) {
      Lexer.check(b, from, to);
      throw new Misfit(slot.name, refused.what());
    }
  }

  /** Takes any value into any column, widening it where that is due. */
  private int other(Slot slot, byte[] b, int from, int end) {
    int p = lexer.value(b, from, end, depth);
    if (b[from] == 'n') {
      if (slot.required) {
        throw new Misfit(slot.name, "a required field is null");
      }
      if (slot.column >= 0) {
        rows.setNull(slot.column);
      } else if (how.unknown == UnknownFields.REFUSE) {
        throw unknown(slot);
      }
      return p;
    }
    if (slot.column < 0) {
      if (how.unknown == UnknownFields.DROP) {
        return p;
      }
      if (how.unknown == UnknownFields.REFUSE) {
        throw unknown(slot);
      }
      slot = grow(slot, b, from, p);
    }
    if (!values.put(slot, b, from, p)) {
      if (slot.declared) {
        throw misfit(slot, b, from, p);
      }
      slot = grow(slot, b, from, p);
      if (!values.put(slot, b, from, p)) {
        throw misfit(slot, b, from, p);
      }
    }
    return set(slot, p);
  }

  /** Adds or widens the column so that it takes the value. */
  private Slot grow(Slot slot, byte[] b, int from, int to) {
    StreamSchema schema = rows.schema();
    if (slot.name.isEmpty()) {
      throw new Misfit("\"\"", "a column needs a name, and this one is empty");
    }
    if (slot.column < 0 && schema.size() >= MOST_COLUMNS) {
      throw new Misfit(slot.name, "the records have more than " + MOST_COLUMNS + " fields");
    }
    DataType type = Guess.of(lexer, texts, times, b, from, to);
    rows.evolve(schema.with(Field.of(slot.name, type)));
    slots.bind(rows.schema());
    return slots.slot(slot.name);
  }

  private static Misfit unknown(Slot slot) {
    return new Misfit(slot.name, "the schema has no such field");
  }

  private Misfit misfit(Slot slot, byte[] b, int from, int to) {
    return new Misfit(slot.name, Faults.excerpt(b, from, to) + ": " + values.why);
  }
}

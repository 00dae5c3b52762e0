package dev.tributary.connector.http.json;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.math.BigDecimal;

/**
 * Puts a value of any kind into a column of any type, exactly or not at all: what the decoder does
 * not do on its fast way.
 */
final class Values {
  private static final int EXACT_DOUBLE_DIGITS = 15;

  private final Lexer lexer;
  private final Texts texts;
  private final Times times;
  private final BatchBuilder rows;

  /** Why the last value did not fit. */
  String why = "";

  Values(Lexer lexer, Texts texts, Times times, BatchBuilder rows) {
    this.lexer = lexer;
    this.texts = texts;
    this.times = times;
    this.rows = rows;
  }

  /** Puts a whole value that is not null, and returns whether it fits. */
  boolean put(Slot slot, byte[] b, int from, int to) {
    why = "it does not fit " + rows.schema().field(slot.column).type();
    try {
      return switch (b[from]) {
        case '"' -> text(slot, b, from, to);
        case '{', '[' -> tree(slot, b, from, to);
        case 't', 'f' -> truth(slot, b, from, to);
        default -> number(slot, b, from, to);
      };
    } catch (ConnectorException unfit) {
      if (unfit.kind() != ErrorKind.DATA) {
        throw unfit;
      }
      why = unfit.what();
      return false;
    } catch (ArithmeticException | NumberFormatException unfit) {
      return false;
    }
  }

  private boolean text(Slot slot, byte[] b, int from, int to) {
    if (slot.code == Slot.JSON) {
      rows.setUtf8(slot.column, b, from, to);
      return true;
    }
    if (slot.code == Slot.OBJECT || slot.code == Slot.ARRAY) {
      return false;
    }
    lexer.text(b, from + 1, to);
    byte[] plain = b;
    int start = from + 1;
    int end = to - 1;
    if (lexer.escaped) {
      if (!texts.unescape(b, start, end)) {
        why = "half of a surrogate pair stands in it";
        return false;
      }
      plain = texts.bytes;
      start = 0;
      end = texts.length;
    }
    if (slot.code == Slot.STRING) {
      rows.setUtf8(slot.column, plain, start, end);
      return true;
    }
    if (time(slot, times.read(plain, start, end))) {
      return true;
    }
    if (slot.isInferable()) {
      return false;
    }
    rows.setUtf8(slot.column, plain, start, end);
    return true;
  }

  /** Puts the day or time just read, if the column is of its form. */
  boolean time(Slot slot, Times.Form form) {
    if (form == Times.Form.DATE && slot.code == Slot.DATE) {
      rows.setDays(slot.column, times.days);
    } else if ((form == Times.Form.LOCAL && slot.code == Slot.TIMESTAMP)
        || (form == Times.Form.INSTANT && slot.code == Slot.INSTANT)) {
      if (times.nanos == 0) {
        rows.setMicros(slot.column, times.micros);
      } else {
        rows.setMicros(slot.column, times.micros, times.nanos);
      }
    } else {
      return false;
    }
    return true;
  }

  private boolean tree(Slot slot, byte[] b, int from, int to) {
    boolean fits =
        switch (slot.code) {
          case Slot.JSON, Slot.STRING -> true;
          case Slot.OBJECT -> b[from] == '{';
          case Slot.ARRAY -> b[from] == '[';
          default -> false;
        };
    if (fits) {
      texts.compact(b, from, to);
      rows.setUtf8(slot.column, texts.bytes, 0, texts.length);
    }
    return fits;
  }

  private boolean truth(Slot slot, byte[] b, int from, int to) {
    if (slot.code == Slot.BOOLEAN) {
      rows.set(slot.column, b[from] == 't');
      return true;
    }
    return asItStands(slot, b, from, to);
  }

  private boolean asItStands(Slot slot, byte[] b, int from, int to) {
    boolean fits = slot.code == Slot.STRING || slot.code == Slot.JSON;
    if (fits) {
      rows.setUtf8(slot.column, b, from, to);
    }
    return fits;
  }

  private boolean number(Slot slot, byte[] b, int from, int to) {
    // the byte behind the number is one that ends it: the record is not over
    lexer.number(b, from, to + 1);
    switch (slot.code) {
      case Slot.INT32, Slot.INT64 -> {
        return whole(slot, b, from, to);
      }
      case Slot.DECIMAL -> decimal(slot, b, from, to);
      case Slot.FLOAT, Slot.DOUBLE -> floating(slot, b, from, to);
      default -> {
        return asItStands(slot, b, from, to);
      }
    }
    return true;
  }

  private boolean whole(Slot slot, byte[] b, int from, int to) {
    if (lexer.small && lexer.whole) {
      rows.set(slot.column, lexer.digits);
    } else if (lexer.whole || slot.declared) {
      BigDecimal value = new BigDecimal(Guess.ascii(b, from, to));
      rows.set(slot.column, value.longValueExact());
    } else {
      return false;
    }
    return true;
  }

  private void decimal(Slot slot, byte[] b, int from, int to) {
    if (lexer.small) {
      rows.setDecimal(slot.column, lexer.digits, lexer.scale);
    } else {
      rows.set(slot.column, new BigDecimal(Guess.ascii(b, from, to)));
    }
  }

  /** Returns whether the small number just read is a quotient of two exact doubles. */
  boolean isExact() {
    return Math.abs(lexer.digits) < Slot.TENS[EXACT_DOUBLE_DIGITS];
  }

  /** Returns the double that is nearest to the small number just read. */
  double exact(boolean negative) {
    double value = lexer.digits / (double) Slot.TENS[lexer.scale];
    return negative ? -Math.abs(value) : value;
  }

  private void floating(Slot slot, byte[] b, int from, int to) {
    boolean negative = b[from] == '-';
    if (slot.code == Slot.DOUBLE && lexer.small && isExact()) {
      rows.set(slot.column, exact(negative));
      return;
    }
    BigDecimal value = new BigDecimal(Guess.ascii(b, from, to));
    if (value.signum() == 0) {
      rows.set(slot.column, negative ? -0.0 : 0.0);
    } else {
      rows.set(slot.column, value);
    }
  }
}

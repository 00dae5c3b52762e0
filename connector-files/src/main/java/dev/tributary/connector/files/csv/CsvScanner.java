package dev.tributary.connector.files.csv;

import dev.tributary.connector.files.text.ByteWindow;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads records from bytes: the dialects whose delimiter, quote and escape are one ASCII character.
 *
 * <p>Marks are found for all bytes at hand first; a record is then a walk from mark to mark. A
 * record that does not end in the window is tried again once there is more.
 */
final class CsvScanner extends CsvRecords {
  private static final int LONGEST_RAW = 1 << 16;

  private final ByteWindow window;
  private final Marks found;
  private final int delimiter;
  private final int quote;
  private final int escape;
  private final int comment;
  private final boolean skipEmpty;

  private int limit;
  private boolean atEnd;
  private int mark;
  private int position;
  private int begin;
  private int scratchEnd;
  private long linesAhead;

  /** Whether some record of the last block has a field with marks. */
  boolean hasMarks;

  private int blockPosition;
  private int blockMark;
  private long blockLine;

  CsvScanner(ByteWindow window, CsvDialect dialect) {
    this.window = window;
    this.delimiter = dialect.delimiterByte();
    this.quote = dialect.quoteByte();
    this.escape = dialect.escapeByte();
    this.comment = dialect.commentByte();
    this.skipEmpty = dialect.skipEmpty();
    this.found = new Marks(delimiter, quote, escape);
    bytes = window.bytes();
    limit = window.limit();
    atEnd = window.isAtEnd();
    found.find(bytes, 0, limit);
  }

  /** Passes over so many bytes at the start, such as a byte order mark. */
  void skip(int count) {
    position = count;
    while (mark < found.count && found.places[mark] < count) {
      mark++;
    }
  }

  /** Passes over one line, whatever it holds; returns whether there was one. */
  boolean skipLine() throws IOException {
    line += linesAhead;
    linesAhead = 0;
    if (position == limit && !more()) {
      return false;
    }
    passLine();
    return true;
  }

  @Override
  boolean next() throws IOException {
    line += linesAhead;
    linesAhead = 0;
    fault = "";
    while (true) {
      if (position == limit) {
        if (!more()) {
          return false;
        }
        continue;
      }
      byte first = bytes[position];
      if ((skipEmpty && (first == '\n' || first == '\r')) || first == comment) {
        passLine();
        continue;
      }
      scratchEnd = 0;
      if (record(0, 1)) {
        return true;
      }
      more();
    }
  }

  /** Returns how many records of so many fields the window holds at most. */
  int most(int width) {
    return (found.count - mark) / width + 1;
  }

  /**
   * Moves through records that lie whole in the window and are like one another, for as long as
   * there are any. Field {@code f} of record {@code i} stands at {@code f * most + i}.
   *
   * @param most how many records at most
   * @param width how many fields each has
   * @param end where in the stream to stop
   * @param longest how many bytes a record may have
   * @return how many; 0 says nothing about what comes next
   */
  int block(int most, int width, long end, int longest) {
    line += linesAhead;
    linesAhead = 0;
    scratchEnd = 0;
    blockPosition = position;
    blockMark = mark;
    blockLine = line;
    hasMarks = false;
    while (starts.length < most * width) {
      grow();
    }
    int stop = (int) Math.min(limit, Math.max(0, end - window.offset(0)));
    int count = 0;
    while (count < most && position < stop) {
      if (plain(count, most, width, longest)) {
        line++;
        count++;
        continue;
      }
      byte first = bytes[position];
      if (first == '\n' || first == '\r' || first == comment) {
        break;
      }
      int from = position;
      int fromMark = mark;
      if (!record(count, most)) {
        break;
      }
      if (!fault.isEmpty() || fields != width || position - from > longest) {
        position = from;
        mark = fromMark;
        fault = "";
        linesAhead = 0;
        break;
      }
      hasMarks = true;
      line += linesAhead;
      linesAhead = 0;
      count++;
    }
    return count;
  }

  /** Moves through a record if it has neither quotes nor escapes; else nothing happened. */
  private boolean plain(int at, int step, int width, int longest) {
    byte[] b = bytes;
    int[] places = found.places;
    int m = mark;
    int last = m + width - 1;
    int start = position;
    if (last >= found.count || b[start] == comment) {
      return false;
    }
    int n = at;
    for (; m < last; m++, n += step) {
      int place = places[m];
      if (b[place] != delimiter) {
        return false;
      }
      starts[n] = start;
      ends[n] = place;
      marks[n] = 0;
      start = place + 1;
    }
    int end = places[m++];
    int next = end + 1;
    if (b[end] == '\r') {
      if (next >= limit || b[next] != '\n') {
        return false;
      }
      next++;
      m++;
    } else if (b[end] != '\n') {
      return false;
    }
    if (end == position || next - position > longest) {
      return false;
    }
    starts[n] = start;
    ends[n] = end;
    marks[n] = 0;
    begin = position;
    position = next;
    mark = m;
    return true;
  }

  /** Goes back to where the last block began; only if nothing else was read since. */
  void back() {
    position = blockPosition;
    mark = blockMark;
    line = blockLine;
    linesAhead = 0;
  }

  /** Goes to the start of the next line. */
  private void passLine() throws IOException {
    while (true) {
      while (mark < found.count) {
        int place = found.places[mark++];
        if (bytes[place] == '\n' || bytes[place] == '\r') {
          if (bytes[place] == '\r' && place + 1 == limit && !atEnd) {
            mark--;
            break;
          }
          position = place + 1;
          if (bytes[place] == '\r' && position < limit && bytes[position] == '\n') {
            position++;
            mark++;
          }
          line++;
          return;
        }
      }
      if (!more()) {
        position = limit;
        return;
      }
    }
  }

  private boolean more() throws IOException {
    if (atEnd) {
      return false;
    }
    boolean got = window.more(position);
    bytes = window.bytes();
    limit = window.limit();
    atEnd = window.isAtEnd();
    position = 0;
    mark = 0;
    found.find(bytes, 0, limit);
    return got;
  }

  /**
   * Walks through the record at the position, whose fields go to {@code base} and so many steps on;
   * returns false, having changed nothing that counts, if it needs more bytes.
   */
  private boolean record(int base, int step) {
    int[] places = found.places;
    int count = found.count;
    int m = mark;
    int start = position;
    int n = base;
    long lines = 1;
    while (true) {
      int end;
      byte how = 0;
      int from = start;
      int to;
      if (start < limit && bytes[start] == quote) {
        int close = -1;
        boolean rewrite = false;
        m++;
        while (m < count) {
          int place = places[m];
          int c = bytes[place];
          if (c == quote) {
            if (m + 1 < count && places[m + 1] == place + 1 && bytes[place + 1] == quote) {
              rewrite = true;
              m += 2;
              continue;
            }
            if (place + 1 == limit && !atEnd) {
              return false;
            }
            close = place;
            m++;
            while (m < count && isNothing(bytes[places[m]])) {
              m++;
            }
            break;
          }
          if (c == escape) {
            if (place + 1 == limit && !atEnd) {
              return false;
            }
            rewrite = true;
            m += m + 1 < count && places[m + 1] == place + 1 ? 2 : 1;
            continue;
          }
          if (c == '\n') {
            lines++;
          }
          m++;
        }
        if (close < 0) {
          return atEnd && broken((n - base) / step, "a quoted field is not closed");
        }
        if (m == count && !atEnd) {
          return false;
        }
        end = m < count ? places[m] : limit;
        for (int i = close + 1; i < end; i++) {
          if (!isSpace(bytes[i])) {
            return broken(
                (n - base) / step, "something stands between a closing quote and the delimiter");
          }
        }
        if (end < limit && (bytes[end] == quote || bytes[end] == escape)) {
          return broken(
              (n - base) / step, "something stands between a closing quote and the delimiter");
        }
        how = QUOTED;
        from = start + 1;
        to = close;
        if (rewrite) {
          how |= REWRITTEN;
          to = unescape(from, close, true);
          from = scratchEnd;
          scratchEnd = to;
        }
      } else {
        boolean rewrite = false;
        while (m < count) {
          int c = bytes[places[m]];
          if (c == escape) {
            if (places[m] + 1 == limit && !atEnd) {
              return false;
            }
            rewrite = true;
            m += m + 1 < count && places[m + 1] == places[m] + 1 ? 2 : 1;
          } else if (c == delimiter || c == '\n' || c == '\r') {
            break;
          } else {
            m++; // a quote in the middle, or no mark at all
          }
        }
        if (m == count && !atEnd) {
          return false;
        }
        end = m < count ? places[m] : limit;
        to = end;
        if (rewrite) {
          how = REWRITTEN;
          to = unescape(from, end, false);
          from = scratchEnd;
          scratchEnd = to;
        }
      }
      while (n >= starts.length) {
        grow();
      }
      starts[n] = from;
      ends[n] = to;
      marks[n] = how;
      n += step;
      if (end < limit && bytes[end] == delimiter) {
        m++;
        start = end + 1;
        continue;
      }
      int next = end;
      if (end < limit) {
        m++;
        next = end + 1;
        if (bytes[end] == '\r') {
          if (next == limit && !atEnd) {
            return false;
          }
          if (next < limit && bytes[next] == '\n') {
            next++;
            m++;
          }
        }
      }
      begin = position;
      position = next;
      mark = m;
      fields = (n - base) / step;
      linesAhead = lines;
      return true;
    }
  }

  /** Gives up the line on which the record begins; what follows it may be whole. */
  private boolean broken(int field, String why) {
    int end = position;
    while (end < limit && bytes[end] != '\n') {
      end++;
    }
    if (end == limit && !atEnd) {
      return false;
    }
    begin = position;
    position = Math.min(limit, end + 1);
    while (mark < found.count && found.places[mark] < position) {
      mark++;
    }
    fault = "field " + (field + 1) + ": " + why;
    fields = 0;
    linesAhead = 1;
    return true;
  }

  /** Writes a field without its escapes behind the scratch's end; returns where it ends there. */
  private int unescape(int from, int to, boolean quoted) {
    if (scratch.length < scratchEnd + to - from) {
      scratch = Arrays.copyOf(scratch, 2 * (scratchEnd + to - from));
    }
    int end = scratchEnd;
    for (int i = from; i < to; i++) {
      int b = bytes[i];
      if (b == escape && i + 1 < to) {
        i++;
        int meant = escaped(bytes[i]);
        if (meant < 0) {
          scratch[end++] = (byte) escape;
          meant = bytes[i];
        }
        scratch[end++] = (byte) meant;
      } else {
        scratch[end++] = (byte) b;
        if (quoted && b == quote) {
          i++; // the second of two
        }
      }
    }
    return end;
  }

  /** What an escaped character means; -1 if the escape has no meaning before it. */
  private int escaped(byte b) {
    switch (b) {
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case '\n', '\r', '\t', '\b', '\f':
        return b;
      default:
        return b == delimiter || b == escape || b == quote || b == comment ? b : -1;
    }
  }

  /** Returns whether a byte that was found is a control character without a meaning. */
  private boolean isNothing(byte b) {
    return b >= 8
        && b < 16
        && b != '\n'
        && b != '\r'
        && b != delimiter
        && b != quote
        && b != escape;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || (b >= 9 && b <= 13) || (b >= 28 && b <= 31);
  }

  @Override
  long at() {
    return window.offset(begin);
  }

  @Override
  long after() {
    return window.offset(position);
  }

  @Override
  long nextLine() {
    return line + linesAhead;
  }

  @Override
  byte[] raw() {
    return Arrays.copyOfRange(bytes, begin, Math.min(position, begin + LONGEST_RAW));
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}

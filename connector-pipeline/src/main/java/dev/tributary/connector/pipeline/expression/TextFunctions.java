package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.schema.DataType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions of texts; a character is a code point. */
final class TextFunctions {
  private TextFunctions() {}

  static List<Function> all() {
    List<Function> all = new ArrayList<>();
    all.add(
        text(
            "lower",
            "lower(a)",
            "in small letters",
            1,
            1,
            (v, r) -> v[0].text(r).toLowerCase(Locale.ROOT)));
    all.add(
        text(
            "upper",
            "upper(a)",
            "in capital letters",
            1,
            1,
            (v, r) -> v[0].text(r).toUpperCase(Locale.ROOT)));
    all.add(
        text(
            "trim",
            "trim(a)",
            "without white space at both ends",
            1,
            1,
            (v, r) -> v[0].text(r).strip()));
    all.add(
        text(
            "ltrim",
            "ltrim(a)",
            "without white space at the beginning",
            1,
            1,
            (v, r) -> v[0].text(r).stripLeading()));
    all.add(
        text(
            "rtrim",
            "rtrim(a)",
            "without white space at the end",
            1,
            1,
            (v, r) -> v[0].text(r).stripTrailing()));
    all.add(
        new Function(
            "length",
            "length(a)",
            "how many characters",
            1,
            1,
            a -> Each.whole(DataType.INT64, texts(a), (v, r) -> length(v[0], r))));
    all.add(
        new Function(
            "concat",
            "a || b, concat(a, b, …)",
            "one after the other; other types as their texts, null if one is null",
            1,
            Function.ANY,
            TextFunctions::concat));
    all.add(
        new Function(
            "substr",
            "substr(a, from, count)",
            "so many characters from the one on, counted from 1; to the end without `count`",
            2,
            3,
            TextFunctions::substr));
    all.add(
        new Function(
            "left",
            "left(a, count)",
            "the first characters",
            2,
            2,
            a -> counted(a, (t, n) -> cut(t, 0, n))));
    all.add(
        new Function(
            "right",
            "right(a, count)",
            "the last characters",
            2,
            2,
            a -> counted(a, (t, n) -> cut(t, Math.max(0, points(t) - n), n))));
    all.add(
        new Function(
            "lpad",
            "lpad(a, count, fill)",
            "filled at the beginning to so many characters, or cut",
            3,
            3,
            a -> pad(a, true)));
    all.add(
        new Function(
            "rpad",
            "rpad(a, count, fill)",
            "filled at the end to so many characters, or cut",
            3,
            3,
            a -> pad(a, false)));
    all.add(
        text(
            "replace",
            "replace(a, what, by)",
            "with every occurrence replaced",
            3,
            3,
            TextFunctions::replace));
    all.add(
        new Function(
            "split_part",
            "split_part(a, by, n)",
            "the part of this number, counted from 1; empty beyond the last",
            3,
            3,
            TextFunctions::part));
    all.add(
        new Function(
            "position",
            "position(a, part)",
            "where the part begins, counted from 1; 0 if nowhere",
            2,
            2,
            a ->
                Each.whole(
                    DataType.INT64, texts(a), (v, r) -> position(v[0].text(r), v[1].text(r)))));
    all.add(truth("contains", "contains(a, part)", "whether the part is in it", String::contains));
    all.add(
        truth("starts_with", "starts_with(a, part)", "whether it begins so", String::startsWith));
    all.add(truth("ends_with", "ends_with(a, part)", "whether it ends so", String::endsWith));
    all.add(
        truth(
            "like",
            "a like 'pattern'",
            "whether all of it is like the pattern: `_` is a character, `%` any number",
            Patterns::like));
    all.add(
        new Function(
            "matches",
            "matches(a, 'pattern')",
            "whether all of it matches the regular expression",
            2,
            2,
            TextFunctions::matches));
    all.add(
        new Function(
            "regexp_extract",
            "regexp_extract(a, 'pattern')",
            "the first match, or its first group; null if there is none",
            2,
            2,
            TextFunctions::extract));
    all.add(
        new Function(
            "regexp_replace",
            "regexp_replace(a, 'pattern', 'by')",
            "with every match replaced; `$1` is a group",
            3,
            3,
            TextFunctions::substitute));
    all.add(
        text(
            "sha256",
            "sha256(a)",
            "its SHA-256 in hexadecimal; for personal data use `hash`, which is salted",
            1,
            1,
            (v, r) -> sha256(v[0].text(r))));
    all.add(
        new Function(
            "json_value",
            "json_value(a, 'path')",
            "the value at a path of names and numbers with dots, as text; null if it is not there",
            2,
            2,
            a -> Json.bind(a, false)));
    all.add(
        new Function(
            "json_query",
            "json_query(a, 'path')",
            "the same as JSON, for maps and lists",
            2,
            2,
            a -> Json.bind(a, true)));
    all.add(
        new Function(
            "mask",
            "mask(a, shown)",
            "with `*` for every character but the last so many",
            2,
            2,
            a -> counted(a, TextFunctions::mask)));
    return all;
  }

  private static Function text(
      String name, String form, String doc, int least, int most, Each.ToText function) {
    return new Function(
        name, form, doc, least, most, a -> Each.text(DataType.STRING, texts(a), function));
  }

  /** Tests two texts. */
  @FunctionalInterface
  private interface Test {
    boolean test(String text, String other);
  }

  private static Function truth(String name, String form, String doc, Test test) {
    return new Function(
        name,
        form,
        doc,
        2,
        2,
        a -> Each.truth(texts(a), (v, r) -> test.test(v[0].text(r), v[1].text(r)) ? 1 : 0));
  }

  private static List<Typed> texts(List<Typed> arguments) {
    return arguments.stream().map(a -> Coercion.expect(a, DataType.STRING)).toList();
  }

  private static long length(Vector texts, int row) {
    long count = 0;
    for (int i = texts.starts[row]; i < texts.ends[row]; i++) {
      count += (texts.bytes[i] & 0xC0) == 0x80 ? 0 : 1;
    }
    return count;
  }

  private static Typed concat(List<Typed> arguments) {
    List<Typed> parts = arguments.stream().map(a -> Casts.bind(a, DataType.STRING, null)).toList();
    return Typed.of(
        DataType.STRING,
        frame -> {
          Vector[] values = Each.run(parts, frame);
          long[] nulls = Each.nulls(values);
          TextOut out = new TextOut(frame.size);
          for (int row = 0; row < frame.size; row++) {
            boolean fits = true;
            for (int i = 0; i < values.length && fits && !Nulls.has(nulls, row); i++) {
              fits = out.write(values[i].bytes, values[i].starts[row], values[i].ends[row]);
            }
            if (!fits) {
              out.fail(frame, row);
            }
            out.end(row);
          }
          return out.vector(DataType.STRING, nulls);
        });
  }

  private static int points(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String cut(String text, long from, long count) {
    int points = points(text);
    int start = (int) Math.min(Math.max(from, 0), points);
    int end = (int) Math.min(Math.max(start, start + Math.min(Math.max(count, 0), points)), points);
    return text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
  }

  private static Typed substr(List<Typed> arguments) {
    List<Typed> from = new ArrayList<>();
    from.add(Coercion.expect(arguments.get(0), DataType.STRING));
    arguments.stream().skip(1).forEach(a -> from.add(Coercion.expect(a, DataType.INT64)));
    return Each.text(
        DataType.STRING,
        from,
        (v, r) -> {
          long first = v[1].longs[r];
          long count = v.length > 2 ? v[2].longs[r] : Integer.MAX_VALUE;
          if (first < 1 || count < 0) {
            throw new Each.Failed("substr begins at 1 and takes no negative count");
          }
          return cut(v[0].text(r), first - 1, count);
        });
  }

  /** Makes a text of a text and a number. */
  @FunctionalInterface
  private interface Counted {
    String apply(String text, long count);
  }

  private static Typed counted(List<Typed> arguments, Counted function) {
    List<Typed> from =
        List.of(
            Coercion.expect(arguments.get(0), DataType.STRING),
            Coercion.expect(arguments.get(1), DataType.INT64));
    return Each.text(
        DataType.STRING,
        from,
        (v, r) -> {
          if (v[1].longs[r] < 0) {
            throw new Each.Failed("a count of " + v[1].longs[r] + " characters");
          }
          return function.apply(v[0].text(r), v[1].longs[r]);
        });
  }

  private static Typed pad(List<Typed> arguments, boolean before) {
    List<Typed> from =
        List.of(
            Coercion.expect(arguments.get(0), DataType.STRING),
            Coercion.expect(arguments.get(1), DataType.INT64),
            Coercion.expect(arguments.get(2), DataType.STRING));
    return Each.text(
        DataType.STRING,
        from,
        (v, r) -> {
          String text = v[0].text(r);
          long missing = v[1].longs[r] - points(text);
          String fill = v[2].text(r);
          if (missing <= 0 || fill.isEmpty()) {
            return cut(text, 0, v[1].longs[r]);
          }
          if (missing > TextOut.MAX_TEXT) {
            throw new Each.Failed(
                "the text would have more than " + TextOut.MAX_TEXT + " characters");
          }
          String filled = cut(fill.repeat((int) (missing / points(fill) + 1)), 0, missing);
          return before ? filled + text : text + filled;
        });
  }

  private static String replace(Vector[] v, int row) {
    String text = v[0].text(row);
    String what = v[1].text(row);
    String by = v[2].text(row);
    if (what.isEmpty()) {
      return text;
    }
    StringBuilder to = new StringBuilder(text.length());
    int from = 0;
    for (int at = text.indexOf(what); at >= 0; at = text.indexOf(what, from)) {
      to.append(text, from, at).append(by);
      from = at + what.length();
      if (to.length() > TextOut.MAX_TEXT) {
        throw new Each.Failed("the text would have more than " + TextOut.MAX_TEXT + " characters");
      }
    }
    return to.append(text, from, text.length()).toString();
  }

  private static Typed part(List<Typed> arguments) {
    List<Typed> from =
        List.of(
            Coercion.expect(arguments.get(0), DataType.STRING),
            Coercion.expect(arguments.get(1), DataType.STRING),
            Coercion.expect(arguments.get(2), DataType.INT64));
    return Each.text(
        DataType.STRING,
        from,
        (v, r) -> {
          long number = v[2].longs[r];
          String by = v[1].text(r);
          if (number < 1 || by.isEmpty()) {
            throw new Each.Failed(
                "split_part counts from 1 and splits by a text that is not empty");
          }
          String text = v[0].text(r);
          int start = 0;
          for (long i = 1; i < number; i++) {
            int at = text.indexOf(by, start);
            if (at < 0) {
              return "";
            }
            start = at + by.length();
          }
          int end = text.indexOf(by, start);
          return end < 0 ? text.substring(start) : text.substring(start, end);
        });
  }

  private static long position(String text, String part) {
    int at = text.indexOf(part);
    return at < 0 ? 0 : text.codePointCount(0, at) + 1L;
  }

  private static Pattern pattern(List<Typed> arguments) {
    return Patterns.compile(Coercion.text(arguments.get(1), "its pattern"));
  }

  private static Typed matches(List<Typed> arguments) {
    Pattern pattern = pattern(arguments);
    return Each.truth(
        texts(arguments.subList(0, 1)),
        (v, r) -> Patterns.run(pattern, v[0].text(r), m -> m.matches() ? 1L : 0L));
  }

  private static Typed extract(List<Typed> arguments) {
    Pattern pattern = pattern(arguments);
    return Each.text(
        DataType.STRING,
        texts(arguments.subList(0, 1)),
        (v, r) -> Patterns.run(pattern, v[0].text(r), TextFunctions::first).orElse(null));
  }

  private static Optional<String> first(Matcher matcher) {
    return matcher.find()
        ? Optional.ofNullable(matcher.group(Math.min(1, matcher.groupCount())))
        : Optional.empty();
  }

  private static Typed substitute(List<Typed> arguments) {
    Pattern pattern = pattern(arguments);
    String by = Coercion.text(arguments.get(2), "what it is replaced by");
    try {
      pattern.matcher("").replaceAll(by);
    } catch (IllegalArgumentException | IndexOutOfBoundsException broken) {
      throw new Mismatch("cannot replace by '" + by + "'");
    }
    return Each.text(
        DataType.STRING,
        texts(arguments.subList(0, 1)),
        (v, r) ->
            Patterns.run(
                pattern,
                v[0].text(r),
                m -> {
                  StringBuilder to = new StringBuilder();
                  while (m.find()) {
                    try {
                      m.appendReplacement(to, by);
                    } catch (IllegalArgumentException | IndexOutOfBoundsException broken) {
                      throw new Each.Failed("cannot replace by '" + by + "'");
                    }
                    if (to.length() > TextOut.MAX_TEXT) {
                      throw new Each.Failed(
                          "the text would have more than " + TextOut.MAX_TEXT + " characters");
                    }
                  }
                  return m.appendTail(to).toString();
                }));
  }

  private static String mask(String text, long shown) {
    int points = points(text);
    int hidden = (int) Math.max(0, points - Math.min(shown, points));
    return "*".repeat(hidden) + cut(text, hidden, points);
  }

  static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}

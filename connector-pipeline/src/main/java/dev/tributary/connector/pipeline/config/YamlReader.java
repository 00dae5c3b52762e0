package dev.tributary.connector.pipeline.config;

import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Place;
import dev.tributary.connector.option.Problem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads one YAML 1.2 document, and so JSON too, into a configuration that knows its lines.
 *
 * <p>Works on the parser's events, which it counts, so that no file can take more than its share: a
 * document is bounded in size, in depth, and in values, those that aliases repeat counted each
 * time. Tags other than those of plain values are refused. Used for one file.
 */
final class YamlReader {
  /** How many characters a file may have. */
  static final int MAX_CHARS = 1 << 20;

  /** How deep maps and lists may be nested. */
  static final int MAX_DEPTH = 32;

  /** How many values a file may hold. */
  static final int MAX_VALUES = 50_000;

  private final String file;
  private final List<Problem> problems;
  private final ScalarResolver resolver = new CoreSchema().getScalarResolver();
  private final Map<Anchor, Value> anchors = new HashMap<>();
  private int values;
  private @Nullable Integer lastLine;

  /** A value and how many values it holds, itself included. */
  private record Value(@Nullable Object value, int size, int depth) {}

  /** Says where reading cannot go on. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String what) {
      super(what, null, false, false);
    }
  }

  private YamlReader(String file, List<Problem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * Reads a document.
   *
   * @param text the file
   * @param file its name for people
   * @param problems gets what is wrong
   * @return the configuration; nothing if it could not be read to its end
   */
  static Optional<Configuration> read(String text, String file, List<Problem> problems) {
    return new YamlReader(file, problems).read(text);
  }

  private Optional<Configuration> read(String text) {
    if (text.length() > MAX_CHARS) {
      return refuse("the file has " + text.length() + " characters; at most " + MAX_CHARS, null);
    }
    LoadSettings settings = LoadSettings.builder().setLabel(file).setParseComments(false).build();
    Iterator<Event> events = new Parse(settings).parseString(text).iterator();
    try {
      Value root = null;
      while (events.hasNext()) {
        Event event = events.next();
        if (event instanceof NodeEvent) {
          if (root != null) {
            return refuse("the file holds more than one document", line(event));
          }
          root = value(event, events, 1);
        }
      }
      if (root == null || root.value() == null) {
        return refuse("the file is empty", null);
      }
      if (root.value() instanceof Configuration configuration) {
        return Optional.of(configuration);
      }
      return refuse("the file holds no map of keys and values", 1);
    } catch (MarkedYamlEngineException broken) {
      Integer at = broken.getProblemMark().map(mark -> mark.getLine() + 1).orElse(null);
      return refuse("this is no valid YAML: " + broken.getProblem() + column(broken), at);
    } catch (YamlEngineException broken) {
      return refuse("this is no valid YAML: " + broken.getMessage(), null);
    } catch (Refused refused) {
      return refuse(String.valueOf(refused.getMessage()), lastLine);
    }
  }

  private static String column(MarkedYamlEngineException broken) {
    return broken
        .getProblemMark()
        .map(mark -> " (column " + (mark.getColumn() + 1) + ")")
        .orElse("");
  }

  private Optional<Configuration> refuse(String what, @Nullable Integer line) {
    problems.add(Problem.error("", what).at(Place.of(file, line == null ? 1 : line)));
    return Optional.empty();
  }

  private Value value(Event event, Iterator<Event> events, int depth) {
    lastLine = line(event);
    if (depth > MAX_DEPTH) {
      throw new Refused("maps and lists are nested deeper than " + MAX_DEPTH);
    }
    Value value;
    if (event instanceof AliasEvent alias) {
      value = repeated(alias, depth);
    } else if (event instanceof MappingStartEvent map) {
      refuseTag(map.getTag());
      value = map(map, events, depth);
    } else if (event instanceof SequenceStartEvent list) {
      refuseTag(list.getTag());
      value = list(events, depth);
    } else {
      value = new Value(scalar((ScalarEvent) event), 1, 0);
    }
    count(event instanceof AliasEvent ? value.size() : 1);
    if (!(event instanceof AliasEvent)) {
      ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, value));
    }
    return value;
  }

  private void count(int more) {
    values += more;
    if (values > MAX_VALUES) {
      throw new Refused("the file holds more than " + MAX_VALUES + " values");
    }
  }

  private Value repeated(AliasEvent alias, int depth) {
    Anchor anchor = alias.getAlias();
    Value value = anchors.get(anchor);
    if (value == null) {
      throw new Refused("nothing before has the anchor &" + anchor.getValue());
    }
    if (depth + value.depth() > MAX_DEPTH) {
      throw new Refused("maps and lists are nested deeper than " + MAX_DEPTH);
    }
    return value;
  }

  private Value map(MappingStartEvent start, Iterator<Event> events, int depth) {
    Configuration.Builder builder = Configuration.builder().at(place(start));
    Map<String, Value> seen = new HashMap<>();
    int size = 1;
    int deepest = 0;
    for (Event next = events.next(); !(next instanceof MappingEndEvent); next = events.next()) {
      lastLine = line(next);
      if (!(next instanceof ScalarEvent key)) {
        throw new Refused("a key is no plain text");
      }
      Place place = place(next);
      Value value = value(events.next(), events, depth + 1);
      Value before = seen.putIfAbsent(key.getValue(), value);
      if (before == null) {
        builder.put(key.getValue(), value.value(), place);
      } else {
        repeated(key.getValue(), Objects.equals(before.value(), value.value()), place);
      }
      size += value.size();
      deepest = Math.max(deepest, value.depth());
    }
    return new Value(builder.build(), size, deepest + 1);
  }

  private void repeated(String key, boolean same, @Nullable Place place) {
    Problem problem =
        same
            ? Problem.warning(key, "stands twice with the same value")
            : Problem.error(key, "stands twice with two values");
    problems.add(problem.at(place).remedy("Remove one of them"));
  }

  private Value list(Iterator<Event> events, int depth) {
    List<@Nullable Object> items = new ArrayList<>();
    int size = 1;
    int deepest = 0;
    for (Event next = events.next(); !(next instanceof SequenceEndEvent); next = events.next()) {
      Value item = value(next, events, depth + 1);
      items.add(item.value());
      size += item.size();
      deepest = Math.max(deepest, item.depth());
    }
    return new Value(items, size, deepest + 1);
  }

  private @Nullable Object scalar(ScalarEvent event) {
    refuseTag(event.getTag());
    String text = event.getValue();
    if (!event.isPlain() || event.getTag().isPresent()) {
      return text;
    }
    Tag tag = resolver.resolve(text, true);
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    if (tag.equals(Tag.INT)) {
      return whole(text);
    }
    if (tag.equals(Tag.FLOAT) && text.chars().allMatch(YamlReader::isNumeric)) {
      return new BigDecimal(text);
    }
    return text;
  }

  private static Object whole(String text) {
    if (text.startsWith("0x")) {
      return new BigInteger(text.substring(2), 16);
    }
    if (text.startsWith("0o")) {
      return new BigInteger(text.substring(2), 8);
    }
    return new BigInteger(text.startsWith("+") ? text.substring(1) : text);
  }

  private static boolean isNumeric(int c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
  }

  /** Plain values need no tags, and all others make objects. */
  private static void refuseTag(Optional<String> tag) {
    if (tag.isPresent() && !tag.get().equals(Tag.STR.getValue())) {
      throw new Refused("the tag " + tag.get() + " is not understood here");
    }
  }

  private @Nullable Place place(Event event) {
    Integer line = line(event);
    return line == null ? null : Place.of(file, line);
  }

  private static @Nullable Integer line(Event event) {
    return event.getStartMark().map(Mark::getLine).map(line -> line + 1).orElse(null);
  }
}

package dev.tributary.connector.option;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A set with an option of every type and a rule of every kind. */
final class Samples {
  enum Choice {
    RED,
    DARK_BLUE
  }

  static final Option<String> TEXT = Option.string("text");
  static final Option<Integer> INTEGER = Option.integer("integer").between(-5, 1_000_000);
  static final Option<Long> LONG = Option.longInteger("long", 7);
  static final Option<Double> NUMBER = Option.number("number");
  static final Option<BigDecimal> DECIMAL = Option.decimal("decimal");
  static final Option<Boolean> BOOL = Option.bool("bool", true);
  static final Option<Duration> TIME = Option.seconds("time", 30);
  static final Option<URI> URL = Option.uri("uri");
  static final Option<Secret> SECRET = Option.secret("secret");
  static final Option<Map<String, Secret>> SECRETS = Option.secrets("secrets");
  static final Option<Choice> CHOICE = Option.enumeration("choice", Choice.class);
  static final Option<List<String>> TEXTS = Option.strings("texts").aliases("text_list");
  static final Option<Map<String, String>> MAP = Option.map("map");
  static final Option<Map<String, Object>> TREE = Option.tree("tree");
  static final Option<Options> AUTH = Option.object("auth", OptionSet.of());
  static final OptionSet AUTH_OPTIONS =
      OptionSet.of(Option.string("user").required(), Option.secret("password").required());
  static final OptionSet STREAM =
      OptionSet.of(Option.string("endpoint").required(), Option.strings("key")).allowUnknown();
  static final Option<List<Options>> OBJECTS = Option.objects("objects", STREAM);
  static final Option<Map<String, Options>> STREAMS = Option.named("streams", STREAM);

  static final OptionSet SET =
      OptionSet.of(
              TEXT, INTEGER, LONG, NUMBER, DECIMAL, BOOL, TIME, URL, SECRET, SECRETS, CHOICE, TEXTS,
              MAP, TREE, AUTH, OBJECTS, STREAMS)
          .exclusive(TEXT, URL)
          .together(INTEGER, NUMBER)
          .oneOf(TEXT, URL)
          .requiredIf(SECRET, CHOICE, Choice.RED)
          .when(CHOICE, Choice.DARK_BLUE, AUTH, AUTH_OPTIONS);

  private Samples() {}
}

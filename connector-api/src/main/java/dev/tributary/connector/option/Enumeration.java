package dev.tributary.connector.option;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The constants of an enum, whatever the case, and with {@code -} or nothing for {@code _}. */
final class Enumeration<E extends Enum<E>> extends Type<E> {
  private final Class<E> constants;

  Enumeration(Class<E> constants) {
    this.constants = constants;
  }

  @Override
  String label() {
    return Arrays.stream(constants.getEnumConstants())
        .map(Enum::name)
        .collect(Collectors.joining(", "));
  }

  @Override
  String expected() {
    return "one of " + label();
  }

  @Override
  @Nullable E read(Object raw, Node node) {
    Object resolved = raw instanceof String text ? node.resolve(text) : raw;
    if (resolved == null) {
      return null;
    }
    String name = resolved.toString();
    for (E constant : constants.getEnumConstants()) {
      if (resolved instanceof String && plain(constant.name()).equals(plain(name))) {
        return constant;
      }
    }
    List<String> names = Arrays.stream(constants.getEnumConstants()).map(Enum::name).toList();
    node.unfit(
        expected(),
        raw,
        resolved.equals(raw) ? Suggestions.sentence(Show.shortened(name), names) : null);
    return null;
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }

  @Override
  Object write(E value, String path) {
    return value.name();
  }

  @Override
  Map<String, Object> schema() {
    List<String> names = new ArrayList<>();
    for (E constant : constants.getEnumConstants()) {
      names.addAll(spellings(constant));
    }
    return JsonSchema.object("enum", names);
  }

  /** Returns the spellings that editors should offer. */
  static List<String> spellings(Enum<?> constant) {
    String small = constant.name().toLowerCase(Locale.ROOT);
    return small.equals(constant.name()) ? List.of(small) : List.of(constant.name(), small);
  }

  @Override
  boolean isLike(Type<?> other) {
    return other instanceof Enumeration<?> that && constants == that.constants;
  }
}

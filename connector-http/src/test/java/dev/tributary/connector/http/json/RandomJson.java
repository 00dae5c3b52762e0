package dev.tributary.connector.http.json;

import java.util.Random;

/** Makes documents that are well-formed, in every form that RFC 8259 allows. */
final class RandomJson {
  private static final String[] NAMES = {
    "id",
    "name",
    "a",
    "created_at",
    "a_rather_long_name_of_a_field",
    "ü",
    "q\\\"",
    "",
    "😀",
    "\\u0061"
  };

  private final Random random;
  private final StringBuilder out = new StringBuilder();

  RandomJson(long seed) {
    this.random = new Random(seed);
  }

  /** Returns an array of objects. */
  String records() {
    out.append(blank()).append('[');
    int count = random.nextInt(12);
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "" : ",").append(blank());
      object(2);
      out.append(blank());
    }
    return out.append(']').append(blank()).toString();
  }

  /** Returns an object that holds records under "data" and other members around them. */
  String document() {
    out.append(blank()).append('{');
    members();
    out.append("\"data\"").append(blank()).append(':');
    records();
    if (random.nextBoolean()) {
      out.append(",\"next\":");
      value(1);
    }
    return out.append('}').append(blank()).toString();
  }

  private void members() {
    for (int i = random.nextInt(3); i > 0; i--) {
      out.append('"').append(NAMES[random.nextInt(NAMES.length)]).append("\":").append(blank());
      value(3);
      out.append(blank()).append(',').append(blank());
    }
  }

  private void object(int depth) {
    out.append('{').append(blank());
    int count = random.nextInt(7);
    boolean inOrder = random.nextBoolean();
    for (int i = 0; i < count; i++) {
      String name = NAMES[inOrder ? i : random.nextInt(NAMES.length)];
      out.append(i == 0 ? "" : "," + blank())
          .append('"')
          .append(name.isEmpty() && depth == 2 ? "e" : name);
      out.append('"').append(blank()).append(':').append(blank());
      value(depth);
      out.append(blank());
    }
    out.append('}');
  }

  private void value(int depth) {
    switch (random.nextInt(depth > 0 ? 11 : 9)) {
      case 0 -> out.append("null");
      case 1 -> out.append(random.nextBoolean());
      case 2 -> out.append(random.nextLong() >> random.nextInt(64));
      case 3 -> out.append(random.nextInt(1000)).append('.').append(random.nextInt(1000));
      case 4 -> number();
      case 5 -> time();
      case 6, 7, 8 -> text();
      case 9 -> object(depth - 1);
      default -> {
        out.append('[').append(blank());
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
          out.append(i == 0 ? "" : "," + blank());
          value(depth - 1);
          out.append(blank());
        }
        out.append(']');
      }
    }
  }

  private void number() {
    out.append(random.nextBoolean() ? "-" : "").append(random.nextInt(10));
    if (random.nextBoolean()) {
      out.append('.');
      for (int i = random.nextInt(30); i >= 0; i--) {
        out.append(random.nextInt(10));
      }
    }
    if (random.nextInt(3) == 0) {
      out.append(random.nextBoolean() ? "e" : "E").append(random.nextBoolean() ? "-" : "+");
      out.append(random.nextInt(40));
    }
  }

  private void time() {
    out.append('"')
        .append(1900 + random.nextInt(200))
        .append('-')
        .append(two(13))
        .append('-')
        .append(two(33));
    if (random.nextBoolean()) {
      out.append(random.nextBoolean() ? 'T' : ' ').append(two(25)).append(':').append(two(60));
      out.append(':').append(two(60));
      if (random.nextBoolean()) {
        out.append('.').append(random.nextInt(1_000_000_000));
      }
      out.append(new String[] {"", "Z", "+02:00", "-0530"}[random.nextInt(4)]);
    }
    out.append('"');
  }

  private String two(int bound) {
    int value = random.nextInt(bound);
    return value < 10 ? "0" + value : Integer.toString(value);
  }

  private void text() {
    out.append('"');
    int length = random.nextInt(random.nextInt(10) == 0 ? 300 : 20);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(24)) {
        case 0 -> out.append("\\n");
        case 1 -> out.append("\\u00E9");
        case 2 -> out.append("\\ud83d\\ude00");
        case 3 -> out.append("é");
        case 4 -> out.append("😀");
        case 5 -> out.append("\\\"");
        case 6 -> out.append("\\\\");
        case 7 -> out.append("{}[],:".charAt(random.nextInt(6)));
        default -> out.append((char) ('a' + random.nextInt(26)));
      }
    }
    out.append('"');
  }

  private String blank() {
    return random.nextInt(6) > 0 ? "" : new String[] {" ", "\n  ", "\t", "\r\n"}[random.nextInt(4)];
  }
}

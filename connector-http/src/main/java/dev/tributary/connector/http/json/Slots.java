package dev.tributary.connector.http.json;

import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of members met so far, found by their bytes. */
final class Slots {
  private static final int MOST_REMEMBERED = 4096;

  private final StreamSchema declared;
  private final List<Slot> all = new ArrayList<>();
  private @Nullable Slot[] table = new Slot[64];
  private @Nullable StreamSchema bound;
  private List<Slot> required = List.of();

  /** What stands before a record's first member. */
  final Slot start = new Slot("", false);

  Slots(StreamSchema declared) {
    this.declared = declared;
  }

  /** Takes note of the columns as they are now. */
  void bind(StreamSchema schema) {
    if (schema.equals(bound)) {
      return;
    }
    bound = schema;
    for (int i = 0; i < schema.size(); i++) {
      Field field = schema.field(i);
      slot(field.name()).bind(i, field);
    }
    required = all.stream().filter(slot -> slot.required).toList();
  }

  /** Returns whether records have fields that they may not leave out. */
  boolean anyRequired() {
    return !required.isEmpty();
  }

  /** Returns a required field that a record had no value for, or null. */
  @Nullable Slot missing(long record) {
    for (Slot slot : required) {
      if (slot.seen != record) {
        return slot;
      }
    }
    return null;
  }

  /** Returns the names that have no column, as long as nothing but null was met in them. */
  List<String> pending() {
    return all.stream().filter(slot -> slot.column < 0).map(slot -> slot.name).toList();
  }

  /** Returns the slot of a name, an unbound one if it is new. */
  Slot slot(String name) {
    Slot fresh = new Slot(name, declared.indexOf(name) >= 0);
    Slot known = find(fresh.utf8, 0, fresh.utf8.length);
    if (known != null) {
      return known;
    }
    add(fresh);
    return fresh;
  }

  /** Returns the slot of a name's bytes, without escapes. */
  Slot slot(byte[] b, int from, int to) {
    Slot known = find(b, from, to);
    if (known != null) {
      return known;
    }
    String name = new String(b, from, to - from, StandardCharsets.UTF_8);
    Slot fresh = new Slot(name, declared.indexOf(name) >= 0);
    if (all.size() < MOST_REMEMBERED) {
      add(fresh);
    }
    return fresh;
  }

  private @Nullable Slot find(byte[] b, int from, int to) {
    Slot slot = table[hash(b, from, to) & table.length - 1];
    while (slot != null && !Arrays.equals(slot.utf8, 0, slot.utf8.length, b, from, to)) {
      slot = slot.chained;
    }
    return slot;
  }

  private void add(Slot slot) {
    all.add(slot);
    if (all.size() * 2 > table.length) {
      table = new Slot[table.length * 4];
      for (Slot one : all) {
        chain(one);
      }
    } else {
      chain(slot);
    }
  }

  private void chain(Slot slot) {
    int place = hash(slot.utf8, 0, slot.utf8.length) & table.length - 1;
    slot.chained = table[place];
    table[place] = slot;
  }

  private static int hash(byte[] b, int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + b[i];
    }
    return hash ^ hash >>> 15;
  }
}

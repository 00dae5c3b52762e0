package dev.tributary.connector.files.avro.read;

import dev.tributary.connector.files.avro.container.Input;
import dev.tributary.connector.files.avro.schema.AvroType;
import dev.tributary.connector.files.avro.schema.AvroType.Member;
import dev.tributary.connector.files.avro.schema.Broken;

/** Passes over values that nobody wants. */
final class Skip {
  private static final int MAX_DEPTH = 200;

  private Skip() {}

  static void value(AvroType type, Input in) {
    value(type, in, 0);
  }

  private static void value(AvroType type, Input in, int depth) {
    if (depth > MAX_DEPTH) {
      throw new Broken("a value is nested more than " + MAX_DEPTH + " deep");
    }
    switch (type.kind()) {
      case NULL -> {}
      case BOOLEAN -> in.skip(1);
      case INT, LONG, ENUM -> in.readLong();
      case FLOAT -> in.skip(4);
      case DOUBLE -> in.skip(8);
      case BYTES, STRING -> in.skip(in.readLength());
      case FIXED -> in.skip(type.size());
      case ARRAY, MAP -> elements(type, in, depth);
      case RECORD -> {
        for (Member member : type.members()) {
          value(member.type(), in, depth + 1);
        }
      }
      case UNION -> value(branch(type, in), in, depth + 1);
    }
  }

  static AvroType branch(AvroType union, Input in) {
    long branch = in.readLong();
    if (branch < 0 || branch >= union.parts().size()) {
      throw new Broken("branch " + branch + " of a union of " + union.parts().size());
    }
    return union.parts().get((int) branch);
  }

  private static void elements(AvroType type, Input in, int depth) {
    for (long count = in.readCount(); count > 0; count = in.readCount()) {
      for (long i = 0; i < count; i++) {
        int before = in.position();
        if (type.kind() == AvroType.Kind.MAP) {
          in.skip(in.readLength());
        }
        value(type.element(), in, depth + 1);
        if (in.position() == before) {
          // values that take no bytes: however many there are, nothing is to be passed
          break;
        }
      }
    }
  }
}

package dev.tributary.connector.batch;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;

/** Measures what a batch's columns hold, by walking over their fields. */
final class Memory {
  private Memory() {}

  static long of(RecordBatch batch) {
    long total = 0;
    for (int i = 0; i < batch.schema().size(); i++) {
      total += of(batch.column(i));
    }
    return total;
  }

  private static long of(Column column) {
    long total = 100;
    for (Field field : Column.class.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && field.getType().isArray()) {
        try {
          field.setAccessible(true);
          total += array(field.get(column));
        } catch (IllegalAccessException impossible) {
          throw new AssertionError(impossible);
        }
      }
    }
    return total;
  }

  private static long array(Object array) {
    if (array == null) {
      return 0;
    }
    int length = Array.getLength(array);
    Class<?> type = array.getClass().getComponentType();
    if (!type.isPrimitive()) {
      long total = 16 + 4L * length;
      for (int i = 0; i < length; i++) {
        // the decimal, its integer, and the integer's array of ints
        BigDecimal value = (BigDecimal) Array.get(array, i);
        total += 40 + 40 + 16 + value.unscaledValue().bitLength() / 8 + 4;
      }
      return total;
    }
    int width =
        type == long.class || type == double.class
            ? 8
            : type == int.class || type == float.class ? 4 : type == short.class ? 2 : 1;
    return 16 + (long) width * length;
  }
}

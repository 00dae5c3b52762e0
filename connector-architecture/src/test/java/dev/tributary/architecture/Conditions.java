package dev.tributary.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;

/** Conditions that ArchUnit does not bring along. */
final class Conditions {
  /**
   * Types whose instances change, wherever they are declared; a map behind {@code Map} is not seen.
   */
  private static final List<Class<?>> CHANGEABLE =
      List.of(
          ThreadLocal.class,
          Lock.class,
          Thread.class,
          java.util.concurrent.Executor.class,
          java.util.concurrent.ConcurrentMap.class,
          java.util.concurrent.BlockingQueue.class,
          java.util.AbstractCollection.class,
          java.util.AbstractMap.class,
          java.util.concurrent.atomic.LongAdder.class,
          StringBuilder.class);

  private Conditions() {}

  /**
   * No static field that can be assigned again, and none whose declared type says that it changes.
   */
  static ArchCondition<JavaField> beNoSharedMutableState() {
    return new ArchCondition<>("be no static mutable state") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        Set<JavaModifier> modifiers = field.getModifiers();
        if (!modifiers.contains(JavaModifier.STATIC)
            || modifiers.contains(JavaModifier.SYNTHETIC)) {
          return;
        }
        if (!modifiers.contains(JavaModifier.FINAL)) {
          report(field, "is static and not final", events);
        } else if (changes(field.getRawType())) {
          report(field, "is static and of a type that changes", events);
        }
      }
    };
  }

  /** Every type in a public or protected signature comes from one of these package prefixes. */
  static ArchCondition<JavaClass> exposeOnly(String... prefixes) {
    return new ArchCondition<>("expose only types of " + Arrays.toString(prefixes)) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!isSeen(type.getModifiers())) {
          return;
        }
        supertypes(type).forEach(exposed -> compare(type, exposed, events));
        Stream.concat(type.getFields().stream(), type.getCodeUnits().stream())
            .filter(member -> isSeen(member.getModifiers()))
            .forEach(member -> check(member, events));
      }

      private void check(JavaMember member, ConditionEvents events) {
        types(member)
            .flatMap(exposed -> exposed.getAllInvolvedRawTypes().stream())
            .forEach(exposed -> compare(member, exposed, events));
      }

      private void compare(Object where, JavaClass exposed, ConditionEvents events) {
        JavaClass element = exposed.getBaseComponentType();
        boolean allowed =
            element.isPrimitive()
                || Arrays.stream(prefixes).anyMatch(element.getName()::startsWith);
        if (!allowed) {
          report(where, "shows " + element.getName() + " to everybody", events);
        }
      }
    };
  }

  private static boolean changes(JavaClass type) {
    return CHANGEABLE.stream().anyMatch(type::isAssignableTo)
        || type.getPackageName().equals("java.util.concurrent.atomic");
  }

  private static boolean isSeen(Set<JavaModifier> modifiers) {
    return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
        && !modifiers.contains(JavaModifier.SYNTHETIC);
  }

  private static Stream<JavaClass> supertypes(JavaClass type) {
    return Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream());
  }

  private static Stream<JavaType> types(JavaMember member) {
    if (member instanceof JavaField field) {
      return Stream.of(field.getType());
    }
    JavaCodeUnit code = (JavaCodeUnit) member;
    Collection<? extends JavaType> thrown = code.getExceptionTypes();
    return Stream.of(List.of(code.getReturnType()), code.getParameterTypes(), thrown)
        .flatMap(Collection::stream);
  }

  private static void report(Object where, String what, ConditionEvents events) {
    events.add(SimpleConditionEvent.violated(where, where + " " + what));
  }
}

package dev.tributary.architecture;

import static java.util.stream.Collectors.joining;

import dev.tributary.connector.stability.Experimental;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a module shows to everybody: the public types of its exported packages, as text. */
final class PublicApi {
  private static final int SHOWN =
      Modifier.PUBLIC | Modifier.PROTECTED | Modifier.ABSTRACT | Modifier.STATIC | Modifier.FINAL;

  private PublicApi() {}

  /** Returns the public top-level types of the packages that a module exports to everybody. */
  static List<Class<?>> types(Modules module) throws IOException {
    List<Class<?>> types = new ArrayList<>();
    for (String exported : packages(module)) {
      Path directory = module.classes().resolve(exported.replace('.', '/'));
      try (Stream<Path> files = Files.list(directory)) {
        for (String file : files.map(path -> path.getFileName().toString()).sorted().toList()) {
          if (file.endsWith(".class")
              && !file.contains("$")
              && !file.equals("package-info.class")) {
            Class<?> type = load(exported + "." + file.substring(0, file.length() - 6));
            if (Modifier.isPublic(type.getModifiers())) {
              types.add(type);
            }
          }
        }
      }
    }
    return types;
  }

  /** Returns the packages that a module exports to everybody, in alphabetical order. */
  static TreeSet<String> packages(Modules module) throws IOException {
    try (InputStream in = Files.newInputStream(module.classes().resolve("module-info.class"))) {
      TreeSet<String> exported = new TreeSet<>();
      ModuleDescriptor.read(in).exports().stream()
          .filter(exports -> !exports.isQualified())
          .forEach(exports -> exported.add(exports.source()));
      return exported;
    }
  }

  /** Returns a line for each type and, indented, for each of its members. */
  static List<String> lines(Modules module) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Class<?> type : types(module)) {
      describe(type, lines);
    }
    return lines;
  }

  /**
   * Returns what is marked as experimental: packages by their names, types by theirs without the
   * package, and members as {@code Type.member}.
   */
  static TreeSet<String> experimental(Modules module) throws IOException {
    TreeSet<String> marked = new TreeSet<>();
    for (Class<?> type : types(module)) {
      if (isExperimental(type.getPackage())) {
        marked.add(type.getPackageName());
      } else if (isExperimental(type)) {
        marked.add(type.getSimpleName());
      }
      Stream.of(type.getDeclaredFields(), type.getDeclaredMethods())
          .flatMap(Arrays::stream)
          .filter(member -> isExperimental((AnnotatedElement) member))
          .forEach(member -> marked.add(type.getSimpleName() + "." + ((Member) member).getName()));
    }
    return marked;
  }

  private static boolean isExperimental(AnnotatedElement element) {
    return element.isAnnotationPresent(Experimental.class);
  }

  private static void describe(Class<?> type, List<String> lines) {
    lines.add(head(type));
    TreeSet<String> members = new TreeSet<>();
    for (Field field : type.getDeclaredFields()) {
      if (isShown(field)) {
        members.add(
            mark(field)
                + (field.isEnumConstant()
                    ? field.getName()
                    : modifiers(field.getModifiers())
                        + name(field.getGenericType())
                        + " "
                        + field.getName()));
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isShown(constructor) && !type.isEnum()) {
        members.add(
            mark(constructor)
                + modifiers(constructor.getModifiers())
                + type.getSimpleName()
                + list(constructor.getGenericParameterTypes(), constructor.isVarArgs())
                + thrown(constructor.getGenericExceptionTypes()));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (isShown(method) && !isOfEveryEnum(method)) {
        members.add(
            mark(method)
                + (method.isDefault() ? "default " : "")
                + modifiers(method.getModifiers())
                + parameters(method.getTypeParameters())
                + name(method.getGenericReturnType())
                + " "
                + method.getName()
                + list(method.getGenericParameterTypes(), method.isVarArgs())
                + thrown(method.getGenericExceptionTypes()));
      }
    }
    members.forEach(member -> lines.add("  " + member));
    Arrays.stream(type.getDeclaredClasses())
        .filter(nested -> (nested.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
        .sorted((one, other) -> one.getName().compareTo(other.getName()))
        .forEach(nested -> describe(nested, lines));
  }

  private static String head(Class<?> type) {
    String kind =
        type.isAnnotation()
            ? "@interface"
            : type.isInterface()
                ? "interface"
                : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
    int modifiers = type.getModifiers();
    if (type.isInterface()) {
      modifiers &= ~Modifier.ABSTRACT;
    } else if (type.isEnum()) {
      modifiers &= ~(Modifier.FINAL | Modifier.ABSTRACT | Modifier.STATIC);
    }
    StringBuilder head = new StringBuilder(mark(type));
    head.append(modifiers(modifiers)).append(kind).append(' ').append(type.getTypeName());
    head.append(parameters(type.getTypeParameters()).stripTrailing());
    Type above = type.getGenericSuperclass();
    if (above != null && !type.isEnum() && !type.isRecord() && above != Object.class) {
      head.append(" extends ").append(name(above));
    }
    if (type.getGenericInterfaces().length != 0 && !type.isAnnotation()) {
      head.append(type.isInterface() ? " extends " : " implements ");
      head.append(
          Arrays.stream(type.getGenericInterfaces()).map(PublicApi::name).collect(joining(", ")));
    }
    return head.toString().replace('$', '.');
  }

  private static boolean isShown(Member member) {
    return !member.isSynthetic()
        && (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
  }

  private static boolean isOfEveryEnum(Method method) {
    return method.getDeclaringClass().isEnum()
        && Modifier.isStatic(method.getModifiers())
        && (method.getName().equals("values") || method.getName().equals("valueOf"));
  }

  private static String mark(AnnotatedElement element) {
    boolean experimental =
        isExperimental(element)
            || element instanceof Class<?> type && isExperimental(type.getPackage());
    return (experimental ? "@Experimental " : "")
        + (element.isAnnotationPresent(Deprecated.class) ? "@Deprecated " : "");
  }

  private static String modifiers(int modifiers) {
    String text = Modifier.toString(modifiers & SHOWN);
    return text.isEmpty() ? "" : text + " ";
  }

  private static String parameters(TypeVariable<?>[] variables) {
    if (variables.length == 0) {
      return "";
    }
    return Arrays.stream(variables)
            .map(
                variable -> {
                  String bounds =
                      Arrays.stream(variable.getBounds())
                          .filter(bound -> bound != Object.class)
                          .map(PublicApi::name)
                          .collect(joining(" & "));
                  return variable.getName() + (bounds.isEmpty() ? "" : " extends " + bounds);
                })
            .collect(joining(", ", "<", ">"))
        + " ";
  }

  private static String list(Type[] types, boolean varArgs) {
    String text = Arrays.stream(types).map(PublicApi::name).collect(joining(", ", "(", ")"));
    return varArgs ? text.replaceAll("\\[\\]\\)$", "...)") : text;
  }

  private static String thrown(Type[] types) {
    return types.length == 0
        ? ""
        : Arrays.stream(types).map(PublicApi::name).sorted().collect(joining(", ", " throws ", ""));
  }

  /** A type without its packages, as a person writes it. */
  private static String name(Type type) {
    return type.getTypeName().replaceAll("([a-z_][a-z0-9_]*\\.)+(?=[A-Z])", "").replace('$', '.');
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PublicApi.class.getClassLoader());
    } catch (ClassNotFoundException gone) {
      throw new IllegalStateException(gone);
    }
  }
}

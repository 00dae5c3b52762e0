package dev.tributary.connector.option;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Collects everything that is wrong with a configuration, so that a person sees it all at once.
 *
 * <p>Thread-safe. {@link #under} returns a view for a part of the configuration; problems reported
 * to the view appear in the whole, with their path put in front.
 *
 * @since 0.1.0
 */
public final class Problems {
  private final List<Problem> all;
  private final String prefix;
  private final Configuration root;

  private Problems(List<Problem> all, String prefix, Configuration root) {
    this.all = all;
    this.prefix = prefix;
    this.root = root;
  }

  /** Returns an empty collection. */
  public static Problems empty() {
    return of(Configuration.empty());
  }

  /**
   * Returns an empty collection of problems of this configuration.
   *
   * @param root the whole configuration; problems reported without a place get that of their path
   *     in it
   */
  public static Problems of(Configuration root) {
    return new Problems(new CopyOnWriteArrayList<>(), "", root);
  }

  /**
   * Returns a view whose paths start with this one.
   *
   * @param path the part, such as {@code connection_config}
   */
  public Problems under(String path) {
    return new Problems(all, Paths.join(prefix, path), root);
  }

  /**
   * Reports an error of an option.
   *
   * @param option the option concerned
   * @param message what is wrong, as a clause without a full stop; no secrets
   * @param remedy the way out, as an instruction to a person
   */
  public void error(Option<?> option, String message, @Nullable String remedy) {
    error(option.name(), message, remedy);
  }

  /**
   * Reports an error.
   *
   * @param path the option's path; empty for the whole
   * @param message what is wrong, as a clause without a full stop; no secrets
   */
  public void error(String path, String message) {
    error(path, message, null);
  }

  /**
   * Reports an error.
   *
   * @param path the option's path; empty for the whole
   * @param message what is wrong, as a clause without a full stop; no secrets
   * @param remedy the way out, as an instruction to a person
   */
  public void error(String path, String message, @Nullable String remedy) {
    add(Problem.error(path, message).remedy(remedy));
  }

  /**
   * Reports a warning.
   *
   * @param path the option's path; empty for the whole
   * @param message what is odd, as a clause without a full stop; no secrets
   * @param remedy the way out, as an instruction to a person
   */
  public void warning(String path, String message, @Nullable String remedy) {
    add(Problem.warning(path, message).remedy(remedy));
  }

  /** Adds a problem; where it has no place, that of its path is looked up. */
  public void add(Problem problem) {
    Problem whole = problem.path(Paths.join(prefix, problem.path()));
    all.add(whole.place().isPresent() ? whole : whole.at(Paths.place(root, whole.path())));
  }

  /** Returns all problems in the order of their reports, as a copy. */
  public List<Problem> all() {
    return List.copyOf(all);
  }

  /** Returns the errors in the order of their reports, as a copy. */
  public List<Problem> errors() {
    return all.stream().filter(Problem::isError).toList();
  }

  /** Returns the warnings in the order of their reports, as a copy. */
  public List<Problem> warnings() {
    return all.stream().filter(problem -> !problem.isError()).toList();
  }

  /** Returns whether nothing was reported, not even a warning. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** Returns whether there is an error. */
  public boolean hasErrors() {
    return all.stream().anyMatch(Problem::isError);
  }

  /**
   * Throws if there is an error; warnings alone pass.
   *
   * @param what what is wrong as a whole, such as {@code the source orders_db cannot be used}
   * @throws ConnectorException of kind CONFIG that lists every error
   */
  public void throwIfAny(String what) {
    List<Problem> errors = errors();
    if (errors.isEmpty()) {
      return;
    }
    if (errors.size() == 1) {
      Problem only = errors.get(0);
      String path = only.path().isEmpty() ? "" : "`" + only.path() + "`: ";
      throw ConnectorException.of(ErrorKind.CONFIG, what + ": " + path + only.message())
          .place(only.place().map(Place::toString).orElse(null))
          .remedy(only.remedy().orElse(null))
          .build();
    }
    StringBuilder list = new StringBuilder(what).append(": ").append(errors.size());
    list.append(" problems");
    errors.forEach(error -> list.append("\n  ✗ ").append(error));
    throw ConnectorException.of(ErrorKind.CONFIG, list.toString()).build();
  }

  /** Returns one line per problem: ✗ for errors, ⚠ for warnings. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Problem problem : all) {
      text.append(text.isEmpty() ? "" : "\n").append(problem.isError() ? "✗ " : "⚠ ");
      text.append(problem);
    }
    return text.toString();
  }
}

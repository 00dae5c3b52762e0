package dev.tributary.connector.option;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a host lends for reading a configuration: the environment, the run's values, secrets, and
 * who is told when one is used.
 *
 * <p>Immutable; the {@code with…} methods return copies. Thread-safe as far as what it is given is.
 *
 * @since 0.1.0
 */
public final class Resolver {
  private final Function<String, @Nullable String> environment;
  private final @Nullable Function<String, @Nullable String> run;
  private final Set<String> runNames;
  private final SecretStore secrets;
  private final Redactor redactor;
  private final Consumer<String> audit;

  private Resolver(
      Function<String, @Nullable String> environment,
      @Nullable Function<String, @Nullable String> run,
      Set<String> runNames,
      SecretStore secrets,
      Redactor redactor,
      Consumer<String> audit) {
    this.environment = Objects.requireNonNull(environment, "environment");
    this.run = run;
    this.runNames = runNames;
    this.secrets = Objects.requireNonNull(secrets, "secrets");
    this.redactor = Objects.requireNonNull(redactor, "redactor");
    this.audit = Objects.requireNonNull(audit, "audit");
  }

  /**
   * Returns a resolver with an empty environment, no secrets, no run, and a redactor of its own.
   */
  public static Resolver none() {
    return new Resolver(
        name -> null, null, Set.of(), SecretStore.none(), new Redactor(), reference -> {});
  }

  /** Returns a resolver that reads the process's environment; otherwise as {@link #none()}. */
  public static Resolver system() {
    return none().withEnvironment(System::getenv);
  }

  /**
   * Returns a copy that reads <code>${NAME}</code> from here.
   *
   * @param environment gives the value of a variable, or null if it is not set
   */
  public Resolver withEnvironment(Function<String, @Nullable String> environment) {
    return new Resolver(environment, run, runNames, secrets, redactor, audit);
  }

  /** Returns a copy that reads <code>${NAME}</code> from this map. */
  public Resolver withEnvironment(Map<String, String> environment) {
    return withEnvironment(Map.copyOf(environment)::get);
  }

  /**
   * Returns a copy that reads <code>${run.…}</code> and <code>${pipeline.…}</code> from here.
   *
   * @param run gives the value of a whole name, such as {@code run.window_start}, or null if there
   *     is none
   */
  public Resolver withRun(Function<String, @Nullable String> run) {
    return new Resolver(
        environment, Objects.requireNonNull(run, "run"), Set.of(), secrets, redactor, audit);
  }

  /**
   * Returns a copy that reads <code>${run.…}</code> and <code>${pipeline.…}</code> from this map.
   */
  public Resolver withRun(Map<String, String> run) {
    Map<String, String> values = Map.copyOf(run);
    return new Resolver(environment, values::get, values.keySet(), secrets, redactor, audit);
  }

  /** Returns a copy that reads secrets from this store. */
  public Resolver withSecrets(SecretStore secrets) {
    return new Resolver(environment, run, runNames, secrets, redactor, audit);
  }

  /** Returns a copy that tells this redactor every value that is revealed. */
  public Resolver withRedactor(Redactor redactor) {
    return new Resolver(environment, run, runNames, secrets, redactor, audit);
  }

  /**
   * Returns a copy that tells this listener of every access to a secret.
   *
   * @param audit gets the secret's reference, such as {@code secret://shop_token}, or the path of
   *     an option that holds plain text; never a value. Called on the thread that reveals it
   */
  public Resolver withAudit(Consumer<String> audit) {
    return new Resolver(environment, run, runNames, secrets, redactor, audit);
  }

  /** Returns the redactor that learns every value revealed. */
  public Redactor redactor() {
    return redactor;
  }

  /** Returns the store that secrets are read from. */
  public SecretStore secrets() {
    return secrets;
  }

  /** Returns the value of a variable of the environment, or null if it is not set. */
  public @Nullable String variable(String name) {
    return environment.apply(name);
  }

  /** Returns whether there is a run to ask. */
  boolean hasRun() {
    return run != null;
  }

  /** Returns the names that the run knows, as far as they are known beforehand. */
  Set<String> runNames() {
    return runNames;
  }

  @Nullable String runValue(String name) {
    return run == null ? null : run.apply(name);
  }

  void accessed(String reference) {
    audit.accept(reference);
  }
}

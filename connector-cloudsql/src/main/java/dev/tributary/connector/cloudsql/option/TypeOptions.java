package dev.tributary.connector.cloudsql.option;

import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;

/**
 * What types mean where a server uses one for two things.
 *
 * @since 0.1.0
 */
public final class TypeOptions {
  /** What MySQL's TINYINT(1) is. */
  public static final Option<Boolean> TINYINT_AS_BOOLEAN =
      Option.bool("tinyint_as_boolean", false)
          .doc(
              "Whether MySQL's TINYINT(1), which BOOLEAN is another name of, is read as true and"
                  + " false; else as whole numbers");

  /** All of them. */
  public static final OptionSet ALL = OptionSet.of(TINYINT_AS_BOOLEAN);

  private TypeOptions() {}
}

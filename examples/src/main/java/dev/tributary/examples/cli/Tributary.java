package dev.tributary.examples.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "tributary",
    mixinStandardHelpOptions = true,
    version = "tributary 0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND",
    description = "Reads sources, completely and resumably, as a directory of YAML files says.",
    footer = {
      "",
      "Exit codes: 0 done; 1 failed; 2 the command line or the configuration is wrong;",
      "3 failed in passing, try again later; 130 interrupted, the next run goes on.",
      "Begin with: tributary init FILE my_files"
    })
public final class Tributary implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Tributary() {}

  /**
   * Does what the arguments say.
   *
   * @param args a command and what belongs to it; none shows what there is
   */
  public static void main(String[] args) {
    System.exit(commandLine(Io.ofProcess()).execute(args));
  }

  /** Returns the command line, with all its commands. */
  public static CommandLine commandLine(Io io) {
    CommandLine line = new CommandLine(new Tributary());
    for (Object command : Commands.all(io)) {
      CommandLine one = command(command);
      if (command instanceof StateCommand) {
        StateCommand.commands(io).forEach(inner -> one.addSubcommand(command(inner)));
      }
      if (command instanceof QuarantineCommand) {
        QuarantineCommand.commands(io).forEach(inner -> one.addSubcommand(command(inner)));
      }
      line.addSubcommand(one);
    }
    Failures failures = new Failures(io);
    return line.setOut(writer(io.out()))
        .setErr(writer(io.err()))
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setUsageHelpAutoWidth(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  private static CommandLine command(Object command) {
    CommandLine line = new CommandLine(command);
    line.getCommandSpec().mixinStandardHelpOptions(true);
    return line;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** Without a command there is nothing to do but to say what there is. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCodes.USAGE;
  }
}

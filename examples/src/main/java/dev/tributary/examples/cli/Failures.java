package dev.tributary.examples.cli;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.option.Suggestions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong, what to do about it, and ends the command accordingly. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final Io io;

  Failures(Io io) {
    this.io = io;
  }

  @Override
  public int handleParseException(ParameterException wrong, String[] args) {
    say(String.valueOf(wrong.getMessage()));
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      String meant = meant(unmatched);
      if (meant != null) {
        io.err().println("  " + meant);
      }
    }
    io.err()
        .println("  See `" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help`");
    return ExitCodes.USAGE;
  }

  private static @Nullable String meant(UnmatchedArgumentException unmatched) {
    String typed = unmatched.getUnmatched().get(0);
    CommandSpec command = unmatched.getCommandLine().getCommandSpec();
    return Suggestions.sentence(
        typed,
        typed.startsWith("-") ? command.optionsMap().keySet() : command.subcommands().keySet());
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, @Nullable ParseResult parsed) {
    if (failure instanceof ParameterException wrong) {
      return handleParseException(wrong, new String[0]);
    }
    ConnectorException typed = failure instanceof ConnectorException known ? known : null;
    String message =
        typed != null
            ? String.valueOf(typed.getMessage())
            : ConnectorContext.defaults().redactor().redact("unexpected: " + failure);
    if (parsed != null && isJson(parsed)) {
      io.err().println(JsonTree.writePretty(Map.of("error", tree(typed, message))));
    } else {
      say(message);
    }
    return typed != null ? ExitCodes.of(typed.kind()) : ExitCodes.FAILED;
  }

  /** Says in a line what failed. */
  void say(String message) {
    var terminal = io.notes();
    terminal.line(terminal.red(terminal.sign("✗", "FAILED:") + " " + message));
  }

  /** Returns a failure as scripts get it. */
  static Map<String, @Nullable Object> tree(@Nullable ConnectorException failure, String message) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("message", message);
    if (failure != null) {
      tree.put("kind", failure.kind().name());
      tree.put("what", failure.what());
      tree.put("source", failure.source().orElse(null));
      tree.put("stream", failure.stream().orElse(null));
      tree.put("place", failure.place().orElse(null));
      tree.put("remedy", failure.remedy().orElse(null));
    }
    return tree;
  }

  private static boolean isJson(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    return last.hasMatchedOption("--json");
  }
}

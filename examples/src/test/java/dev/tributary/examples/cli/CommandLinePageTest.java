package dev.tributary.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The page shows the help that the commands give; {@code -Ddocs.write} writes it. */
class CommandLinePageTest {
  private static final Path PAGE = Path.of("../docs/command-line.md");

  /** The options of every command, with their descriptions. */
  private static final Pattern SHARED =
      Pattern.compile(
          "(?m)^ +(-., )?--(config|env|help|json|runs|secrets|version)(=\\S+)? .*\n( {20,}.*\n)*");

  private static final String MARK = "Made from the commands themselves; do not edit.\n";

  @Test
  void showsEveryCommand() throws IOException {
    String page = Files.readString(PAGE);
    String current = page.substring(0, page.indexOf(MARK)) + MARK + help();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, current);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(current);
  }

  private static String help() {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    CommandLine line = Tributary.commandLine(new Io(nowhere, nowhere, Map.of(), false));
    StringBuilder help = new StringBuilder();
    line.getSubcommands().values().forEach(command -> add(help, command));
    return help.toString();
  }

  private static void add(StringBuilder help, CommandLine command) {
    String name = command.getCommandSpec().qualifiedName().replaceFirst("^tributary ", "");
    help.append("\n### ").append(name).append("\n\n```text\n");
    String usage = command.getUsageMessage(Ansi.OFF).replace(System.lineSeparator(), "\n");
    help.append(SHARED.matcher(usage).replaceAll("").strip());
    help.append("\n```\n");
    command.getSubcommands().values().forEach(inner -> add(help, inner));
  }

  @Test
  void everyCommandAndOptionSaysWhatItIsFor() {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    CommandLine line = Tributary.commandLine(new Io(nowhere, nowhere, Map.of(), false));
    assertThat(line.getSubcommands()).hasSizeGreaterThan(10);
    line.getSubcommands()
        .values()
        .forEach(
            command -> {
              var spec = command.getCommandSpec();
              assertThat(spec.usageMessage().description()).as(spec.name()).isNotEmpty();
              spec.options()
                  .forEach(
                      option ->
                          assertThat(option.description()).as(option.longestName()).isNotEmpty());
            });
  }
}

package dev.qoe.examples.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The entry of the command line: JSON lines on stdout, all else on stderr. */
@Command(
    name = "qoe",
    description = "How good a mobile network feels to its users.",
    mixinStandardHelpOptions = true,
    versionProvider = Manifest.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = "%nExit codes: 0 fine, 1 failed, 2 wrong usage.",
    subcommands = {
      DemoCommand.class,
      ScoreCommand.class,
      ModelCommand.class,
      SimulateCommand.class,
      CollectCommand.class,
      PluginsCommand.class
    })
public final class Main implements Runnable {

  private static final int FAILED = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of what went wrong.")
  private boolean debug;

  Main() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    System.exit(run(args));
  }

  /** Runs the command line and returns its exit code. */
  static int run(String... args) {
    Main main = new Main();
    CommandLine commands =
        new CommandLine(main)
            .setOut(writer(System.out))
            .setErr(writer(System.err))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(
                (e, command, parsed) -> {
                  command.getErr().println("qoe: " + message(e));
                  if (main.debug) {
                    e.printStackTrace(command.getErr());
                  }
                  return FAILED;
                });
    return commands.execute(args);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** An error in a sentence; where the exception has none, its name serves. */
  private static String message(Exception e) {
    String text = e.getMessage();
    return text == null || text.isBlank() ? e.getClass().getSimpleName() : text;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}

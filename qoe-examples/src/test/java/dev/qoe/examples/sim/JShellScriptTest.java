package dev.qoe.examples.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.prefs.AbstractPreferences;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.tool.JavaShellToolBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The start-up script of JShell")
class JShellScriptTest {

  private static final Path SCRIPT = Path.of("src", "main", "jshell", "qoe.jsh");

  /** JShell takes a line for finished that could be, so the dots stand at the ends of lines. */
  @Test
  @DisplayName("brings all that a first experiment needs, which is ten lines")
  void firstExperiment() throws Exception {
    String said =
        jshell(
            """
            ExperimentResult result = Experiment.named("20 ms more backhaul").
                sweep("delay", Range.of(150, 350, 100).millis()).
                replications(10).seed(42).
                measure("voiceMos", trial -> {
                  double queueing = Inversion.exponential(trial.random("queueing"), 10);
                  return voiceMos(trial.duration("delay").plusNanos(Math.round(queueing * 1e6)), 1);
                }).
                run(here);
            System.out.println(result);
            System.out.println("less by " + result.difference(2, 0, "voiceMos"));
            /exit
            """);

    assertThat(said)
        .doesNotContain("Error")
        .contains("20 ms more backhaul\n  delay 150 ms; voiceMos ")
        .contains("less by -");
  }

  /** Runs lines after the script, within this JVM, and returns all that was printed. */
  private static String jshell(String lines) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    PrintStream before = System.out;
    System.setOut(out);
    try {
      JavaShellToolBuilder.builder()
          .in(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), null)
          .out(out)
          .err(out)
          .env(Map.of())
          .persistence(new NoPreferences())
          .run("--execution", "local", "--class-path", classPath(), SCRIPT.toString());
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  /** JShell refuses a path with a place that is not there. */
  private static String classPath() {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getProperty("java.class.path"))
        .filter(place -> Files.exists(Path.of(place)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Keeps JShell from the user's own settings. */
  private static final class NoPreferences extends AbstractPreferences {

    NoPreferences() {
      super(null, "");
    }

    @Override
    protected void putSpi(String key, String value) {}

    @Override
    protected String getSpi(String key) {
      return "";
    }

    @Override
    protected void removeSpi(String key) {}

    @Override
    protected void removeNodeSpi() {}

    @Override
    protected String[] keysSpi() {
      return new String[0];
    }

    @Override
    protected String[] childrenNamesSpi() {
      return new String[0];
    }

    @Override
    protected AbstractPreferences childSpi(String name) {
      return new NoPreferences();
    }

    @Override
    protected void syncSpi() {}

    @Override
    protected void flushSpi() {}
  }
}

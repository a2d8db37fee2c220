package dev.qoe.examples.producer;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.network.ElementPath;
import dev.qoe.sim.telemetry.Fleet;
import dev.qoe.sim.telemetry.FleetPlan;
import dev.qoe.sim.telemetry.Signal;
import dev.qoe.sim.telemetry.SignalGenerator;
import dev.qoe.sim.telemetry.Waveform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes made-up measurements, or those of a file, at a broker or a web server. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Publishes made-up measurements, or those of a file, at a broker or a web server.",
      "Without --fleet and --input it publishes signals, each of an element named by its shape:"
          + " sine, cosine, uniform-noise, random-walk, damped-oscillation."
    })
public final class Publish implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "URI",
      arity = "0..1",
      description = "mqtt://HOST:PORT/TOPIC, mqtts://..., or http://HOST:PORT/PATH, https://...")
  private URI to = URI.create("mqtt://localhost:1883/points");

  @Option(names = "--signal", paramLabel = "SHAPE", description = "A signal; all five if none.")
  private List<String> shapes = List.of();

  @Option(names = "--fleet", paramLabel = "N", description = "N fake devices instead of signals.")
  private int devices;

  @Option(names = "--faults-per-hour", description = "Faults of each device's indicators.")
  private double faults;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "JSON lines of measurements instead; - is stdin.")
  private @Nullable Path input;

  @Option(
      names = "--element",
      paramLabel = "PATH",
      description = "What signals and devices are of.")
  private String element = "acme/cork/device-1";

  @Option(names = "--kpi", description = "Which indicator the signals are.")
  private String kpi = "TRN_RTT";

  @Option(names = "--unit", description = "The unit of the signals.")
  private String unit = "ms";

  @Option(names = "--offset", description = "What is added to the signals.")
  private double offset = 40;

  @Option(names = "--every", paramLabel = "DURATION", description = "From one time to the next.")
  private Duration every = Duration.ofSeconds(1);

  @Option(names = "--times", paramLabel = "N", description = "How many times there are.")
  private long times = 60;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description = "The first time, for example 2026-01-01T00:00:00Z; then nothing is waited for.")
  private @Nullable Instant start;

  @Option(names = "--seed", description = "The seed of all that is random.")
  private long seed = 1;

  @Option(names = "--per-message", paramLabel = "N", description = "Measurements in a message.")
  private int perMessage = 10;

  @Option(names = "--plain", description = "Do not pack messages by gzip.")
  private boolean plain;

  @Option(names = "--attempts", paramLabel = "N", description = "How often a message is sent.")
  private int attempts = 10;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      defaultValue = "${env:DEVICE_1_KEY:-}",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = "Our key at a web server; that of the environment's DEVICE_1_KEY if not given.")
  private String key = "";

  Publish() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    System.exit(run(args));
  }

  /** Runs the command and returns its exit code. */
  static int run(String... args) {
    return new CommandLine(new Publish())
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              command.getErr().println("publish: " + e.getMessage());
              return 1;
            })
        .execute(args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Outlet outlet = outlet();
        BufferedReader file = file()) {
      MeasurementSource source = source(file);
      Producer producer = Producer.of(outlet, perMessage, !plain, attempts);
      long sent =
          producer.run(
              start == null && input == null ? Sources.live(source, Clock.systemUTC()) : source);
      spec.commandLine()
          .getErr()
          .printf(
              "%d measurements in %d messages, %d sent again%n",
              sent, producer.messages(), producer.retries());
      return 0;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Outlet outlet() {
    String scheme = String.valueOf(to.getScheme());
    String topic = String.valueOf(to.getPath()).replaceFirst("^/", "");
    return switch (scheme) {
      case "http", "https" -> HttpOutlet.to(to, key);
      case "mqtt", "mqtts" -> {
        if (topic.isEmpty() || to.getHost() == null) {
          throw new IllegalArgumentException(
              "'%s' must be written mqtt://HOST:PORT/TOPIC".formatted(to));
        }
        boolean safe = scheme.equals("mqtts");
        int port = to.getPort() >= 0 ? to.getPort() : safe ? 8883 : 1883;
        yield MqttOutlet.to(
            URI.create("%s://%s:%d".formatted(safe ? "ssl" : "tcp", to.getHost(), port)), topic);
      }
      default ->
          throw new IllegalArgumentException(
              "'%s' must begin with mqtt://, mqtts://, http:// or https://".formatted(to));
    };
  }

  private BufferedReader file() throws IOException {
    if (input == null) {
      return new BufferedReader(BufferedReader.nullReader());
    }
    if (input.toString().equals("-")) {
      return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }
    try {
      return Files.newBufferedReader(input);
    } catch (NoSuchFileException e) {
      throw new IOException("file '%s' cannot be read: there is no such file".formatted(input), e);
    }
  }

  private MeasurementSource source(BufferedReader file) {
    Instant first = start == null ? Instant.now() : start;
    ElementPath root = ElementPath.of(element);
    if (input != null) {
      return Sources.lines(file);
    }
    if (devices > 0) {
      FleetPlan plan = FleetPlan.of(devices, seed).every(every).withFaults(faults);
      return Sources.fleet(Fleet.of(plan, root, first), times);
    }
    return Sources.signals(signals(root), Kpi.of(kpi), Unit.of(unit), first, every, times);
  }

  private Map<ElementPath, Signal> signals(ElementPath root) {
    Map<ElementPath, Signal> signals = new LinkedHashMap<>();
    long own = seed;
    for (Waveform waveform : Waveform.values()) {
      if (shapes.isEmpty() || shapes.contains(waveform.label())) {
        SignalGenerator generator = SignalGenerator.of(waveform.settings().withSeed(own));
        signals.put(root.child(waveform.label()), generator.offset(offset));
      }
      own++; // signals of noise would be the same otherwise
    }
    for (String shape : shapes) {
      if (Arrays.stream(Waveform.values()).noneMatch(known -> known.label().equals(shape))) {
        throw new IllegalArgumentException(
            "there is no signal '%s'; there are %s"
                .formatted(shape, Arrays.stream(Waveform.values()).map(Waveform::label).toList()));
      }
    }
    return signals;
  }
}

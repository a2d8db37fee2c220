package dev.qoe.examples.cli;

import dev.qoe.plugin.host.CollectConfig;
import dev.qoe.plugin.host.CollectorStatus;
import dev.qoe.plugin.host.PluginHost;
import dev.qoe.plugin.host.PluginHostBuilder;
import dev.qoe.plugin.host.PluginLimits;
import dev.qoe.plugin.host.PluginState;
import dev.qoe.plugin.host.PluginStatus;
import dev.qoe.plugin.host.Scheduler;
import dev.qoe.plugin.host.TargetStatus;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs collectors and prints what they tell: a JSON line for each measurement and event. */
@Command(
    name = "collect",
    mixinStandardHelpOptions = true,
    description = {
      "Runs collectors, as a configuration says, and prints a JSON line for each measurement and"
          + " event.",
      "Counters are told as rates, ratios as the share, histograms as their mean. What fails is"
          + " told on stderr."
    })
final class CollectCommand implements Callable<Integer> {

  private static final long FLUSH_MILLIS = 100;
  private static final Duration LONG = Duration.ofDays(365);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "CONFIG",
      description = "What to run: JSON if its name ends with .json, else YAML.")
  private Path config = Path.of("collect.yaml");

  @Option(
      names = "--once",
      description = {
        "Poll each target once and end; what is pushed to listens for its deadline.",
        "The exit code is 1 if a target could not be read."
      })
  private boolean once;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "End after this time, for example PT30S.")
  private @Nullable Duration time;

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description = "A folder of plugins, beside those that the configuration names.")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--scratch",
      paramLabel = "DIR",
      description = "Where collectors keep what they remember (default: ${DEFAULT-VALUE}).")
  private Path scratch = Path.of(".qoe");

  CollectCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    CollectConfig read = read();
    PrintWriter err = spec.commandLine().getErr();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = new Thread(() -> stop(asked, ended));
    Runtime.getRuntime().addShutdownHook(hook);
    LineSink sink = new LineSink(stdout(), err);
    try (CliContext console = new CliContext(1, scratch);
        PluginHost host = host(read, console)) {
      tellRefused(host, err);
      try (Scheduler scheduler =
          once ? Scheduler.once(host, read, sink) : Scheduler.start(host, read, sink)) {
        run(scheduler, read, sink, asked);
        boolean fine = report(scheduler, err);
        sink.summarise();
        return once && !fine ? 1 : 0;
      }
    } finally {
      sink.flush();
      ended.countDown();
      if (asked.getCount() > 0) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    }
  }

  private CollectConfig read() throws IOException {
    try {
      return CollectConfig.read(config);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "configuration '%s' cannot be read: there is no such file".formatted(config), e);
    }
  }

  /** Standard output as it is in tests too, buffered: lines are handed over ten times a second. */
  private static OutputStream stdout() {
    PrintStream out = System.out;
    return new BufferedOutputStream(
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            out.write(b);
            check();
          }

          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            check();
          }

          private void check() throws IOException {
            if (out.checkError()) {
              throw new IOException("standard output is closed");
            }
          }
        },
        1 << 16);
  }

  private PluginHost host(CollectConfig read, CliContext console) throws IOException {
    PluginHostBuilder options =
        PluginHost.builder()
            .scratch(scratch)
            .trust(read.plugins().trust())
            .progress((who, done, total, what) -> console.progress(done, total, what));
    read.plugins().folders().forEach(options::folder);
    folders.forEach(options::folder);
    read.plugins()
        .itemsPerSecond()
        .ifPresent(items -> options.limits(PluginLimits.standard().withItemsPerSecond(items)));
    return options.start();
  }

  private static void tellRefused(PluginHost host, PrintWriter err) {
    for (PluginStatus plugin : host.plugins()) {
      if (plugin.state() == PluginState.REFUSED || plugin.state() == PluginState.FAILED) {
        err.printf(
            "plugin file '%s' is not used: %s%n",
            plugin.file().map(Path::toString).orElse(plugin.id()), plugin.cause());
      }
    }
  }

  /** Waits until all is done, the time is over, nobody reads any more, or the user ends it. */
  private void run(Scheduler scheduler, CollectConfig read, LineSink sink, CountDownLatch asked)
      throws InterruptedException {
    long start = System.nanoTime();
    Duration most = time == null ? LONG : time;
    Duration least = once ? listening(read) : most;
    boolean running = true;
    while (running) {
      boolean told = asked.await(FLUSH_MILLIS, TimeUnit.MILLISECONDS);
      Duration passed = Duration.ofNanos(System.nanoTime() - start);
      boolean done = once && passed.compareTo(least) >= 0 && scheduler.await(Duration.ZERO);
      running = sink.flush() && !told && !done && passed.compareTo(most) < 0;
    }
  }

  /** How long those that are pushed to are given when all is done once. */
  private static Duration listening(CollectConfig read) {
    return read.collectors().stream()
        .filter(job -> job.targets().isEmpty())
        .map(CollectConfig.Job::deadline)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** Tells what went wrong; returns whether nothing did. */
  private static boolean report(Scheduler scheduler, PrintWriter err) {
    boolean fine = true;
    for (TargetStatus target : scheduler.targets()) {
      if (!target.trouble().isEmpty() || target.well() == 0) {
        fine = false;
        err.printf(
            "target %s of collector '%s': %s%n",
            target.element(),
            target.collector(),
            target.trouble().isEmpty() ? "it was not read" : target.trouble());
      }
    }
    for (CollectorStatus collector : scheduler.collectors()) {
      if (!collector.working()) {
        fine = false;
        err.printf("collector '%s': %s%n", collector.name(), collector.trouble());
      }
    }
    return fine;
  }

  /** Ends the command from outside, and waits a little for it to close what is open. */
  private static void stop(CountDownLatch asked, CountDownLatch ended) {
    asked.countDown();
    try {
      ended.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

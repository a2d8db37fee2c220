package dev.qoe.benchmarks;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.CounterReading;
import dev.qoe.api.measure.DistributionReading;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.RatioReading;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Sink;
import dev.qoe.api.spi.Target;
import dev.qoe.plugin.pm.PmCollectorFactory;
import dev.qoe.testkit.TestContext;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Measures how fast performance files are read: by the collector, and by bare reading with the StAX
 * parser of the JDK, which makes nothing of them.
 *
 * <p>Arguments: a folder, the file's length in megabytes, the page to write, the commit. The heap
 * that is in use is looked at while reading: with {@code -Xmx64m} a file of 1,000 MB is read too.
 */
public final class PmHarness {

  private static final long SEED = 42;
  private static final int ROUNDS = 3;

  private PmHarness() {}

  /** Runs the measurement. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    long megabytes = Long.parseLong(arguments[1]);
    Path file = folder.resolve("generated.xml");
    try {
      long values = PmFileGenerator.write(file, megabytes * 1_000_000, SEED);
      String table = table(file, folder, values);
      System.out.println(table);
      if (arguments.length > 3) {
        String page =
            "# Reading performance files%n%nA generated file of %d MB, %d values; JDK %s, %d processors, heap at most %d MB, commit %s.%nBest of %d rounds.%n%n%s"
                .formatted(
                    megabytes,
                    values,
                    System.getProperty("java.version"),
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.getRuntime().maxMemory() / 1_000_000,
                    arguments[3],
                    ROUNDS,
                    table);
        Files.writeString(Path.of(arguments[2]), page);
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static String table(Path file, Path folder, long values) throws Exception {
    StringBuilder table =
        new StringBuilder("| reader | MB/s | values/s | told |\n|---|---|---|---|\n");
    double megabytes = Files.size(file) / 1e6;
    double[] best = new double[3];
    long[] told = new long[3];
    for (int round = 0; round < ROUNDS; round++) {
      for (int reader = 0; reader < best.length; reader++) {
        long begin = System.nanoTime();
        told[reader] =
            switch (reader) {
              case 0 -> bare(file);
              case 1 -> collected(file, folder, "mapped");
              default -> collected(file, folder, "all");
            };
        best[reader] = Math.max(best[reader], megabytes / ((System.nanoTime() - begin) / 1e9));
      }
    }
    String[] names = {
      "StAX of the JDK, bare (events)",
      "collector, indicators of the profiles",
      "collector, each counter as well"
    };
    for (int reader = 0; reader < best.length; reader++) {
      table.append(
          "| %s | %.0f | %.0f | %d |%n"
              .formatted(
                  names[reader], best[reader], values / megabytes * best[reader], told[reader]));
    }
    return table.toString();
  }

  private static long bare(Path file) throws IOException, XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    long events = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      XMLStreamReader reader = factory.createXMLStreamReader(in);
      while (reader.hasNext()) {
        reader.next();
        events++;
      }
    }
    return events;
  }

  private static long collected(Path file, Path folder, String counters) throws Exception {
    PmCollectorFactory factory = new PmCollectorFactory();
    Settings settings =
        Settings.of("harness", factory.descriptor().settings(), Map.of("counters", counters));
    Path scratch = Files.createTempDirectory(folder, "scratch");
    CountingSink sink = new CountingSink();
    try (TestContext context = TestContext.in(scratch);
        Collector collector = factory.create(settings, context)) {
      collector.collect(Target.of(ElementPath.of("acme"), file.toString()), sink);
    }
    try (var left = Files.list(scratch)) {
      for (Path one : left.toList()) {
        Files.delete(one);
      }
    }
    Files.delete(scratch);
    return sink.taken.get();
  }

  /** A sink that counts. Thread-safe. */
  private static final class CountingSink implements Sink {
    private final AtomicLong taken = new AtomicLong();

    private Acceptance take() {
      taken.incrementAndGet();
      return Acceptance.ACCEPTED;
    }

    @Override
    public Acceptance accept(Measurement measurement) {
      return take();
    }

    @Override
    public Acceptance accept(CounterReading reading) {
      return take();
    }

    @Override
    public Acceptance accept(RatioReading reading) {
      return take();
    }

    @Override
    public Acceptance accept(DistributionReading reading) {
      return take();
    }

    @Override
    public Acceptance accept(Event event) {
      return take();
    }

    @Override
    public Acceptance accept(NetworkElement element) {
      return take();
    }

    @Override
    public void reject(String reason, String place, String detail) {}

    @Override
    public void whenDurable(Consumer<Acceptance> answer) {
      answer.accept(Acceptance.ACCEPTED);
    }
  }
}

package dev.qoe.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.ForwardingSink;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Sink;
import dev.qoe.api.spi.Target;
import dev.qoe.plugin.snmp.SnmpCollectorFactory;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.snmp4j.CommunityTarget;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * Figures of the SNMP collector: processor time a value beside plain SNMP4J, and a fleet of agents.
 *
 * <p>The agents are another process. <i>Confine to one thread.</i>
 */
final class SnmpHarness {

  private static final int COLUMNS = 10;
  private static final int ROWS = 2_000;
  private static final int REPETITIONS = 25;
  private static final int ROUNDS = 150;
  private static final int FLEET_ROWS = 5;
  private static final int THREADS = 32;
  private static final ElementPath ROUTER = ElementPath.of("acme/router");

  private final Path folder;
  private final LongAdder taken = new LongAdder();
  private final Sink sink =
      new ForwardingSink(RecordingSink.accepting()) {
        @Override
        public Acceptance accept(Measurement measurement) {
          taken.increment();
          return Acceptance.ACCEPTED;
        }
      };

  private SnmpHarness(Path folder) {
    this.folder = folder;
  }

  /** Writes a page of figures: {@code FOLDER PAGE COMMIT AGENTS}. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 4) {
      throw new IllegalArgumentException(
          "expected 4 arguments, got " + arguments.length + ": FOLDER PAGE COMMIT AGENTS");
    }
    int agents = Integer.parseInt(arguments[3]);
    String page = run(Path.of(arguments[0]), arguments[2], agents, ROUNDS);
    Files.writeString(Path.of(arguments[1]), page);
    System.out.println(page);
  }

  /** Returns the page of figures. */
  static String run(Path folder, String commit, int agents, int rounds) throws Exception {
    Files.createDirectories(folder);
    SnmpHarness harness = new SnmpHarness(folder);
    StringBuilder page = new StringBuilder("# SNMP\n\n");
    page.append("* Commit: ").append(commit).append('\n');
    page.append("* JDK: ").append(Runtime.version()).append(", processors: ");
    page.append(Runtime.getRuntime().availableProcessors());
    page.append(", load before: ").append(load()).append("\n\n");
    harness.cpu(page, rounds);
    harness.fleet(page, agents);
    return page.toString();
  }

  private void cpu(StringBuilder page, int rounds) throws Exception {
    int port = freePort();
    Process responder = responder(1, port, COLUMNS, ROWS);
    String address = SnmpResponder.host(0) + ":" + port;
    try (TestContext context = TestContext.in(folder);
        Collector collector = collector(context, "all");
        Collector reader = collector(context, "one");
        Snmp raw = new Snmp(new DefaultUdpTransportMapping())) {
      raw.listen();
      CommunityTarget<UdpAddress> target =
          new CommunityTarget<>(
              new UdpAddress(InetAddress.getByName(SnmpResponder.host(0)), port),
              new OctetString("public"));
      target.setVersion(SnmpConstants.version2c);
      target.setTimeout(5_000);
      List<Double> plain = new ArrayList<>();
      List<Double> reading = new ArrayList<>();
      List<Double> ours = new ArrayList<>();
      for (int round = 0; round < 2 * rounds; round++) {
        double one = nanosPerValue(() -> walk(raw, target));
        double read = nanosPerValue(() -> COLUMNS * look(reader, address));
        double other = nanosPerValue(() -> look(collector, address));
        if (round >= rounds) { // the first half warms up
          plain.add(one);
          reading.add(read);
          ours.add(other);
        }
      }
      double a = median(plain);
      double r = median(reading);
      double b = median(ours);
      page.append("Processor time of all Java threads of the client a value, median of ")
          .append(rounds)
          .append(
              " walks of %d values, %d rows an answer; plain SNMP4J sends the same requests to the same end, checks each value's place and reads its number:%n%n"
                  .formatted(COLUMNS * ROWS, REPETITIONS))
          .append("| client | ns a value | ratio |\n|---|---|---|\n")
          .append(String.format(Locale.ROOT, "| SNMP4J, plain | %.0f | 1.00 |%n", a))
          .append(
              String.format(
                  Locale.ROOT,
                  "| this collector, one column in ten handed on | %.0f | %.2f |%n",
                  r,
                  r / a))
          .append(
              String.format(
                  Locale.ROOT,
                  "| this collector, all handed on as measurements | %.0f | %.2f |%n%n",
                  b,
                  b / a));
    } finally {
      responder.destroy();
    }
  }

  private void fleet(StringBuilder page, int agents) throws Exception {
    int port = freePort();
    Process responder = responder(agents, port, COLUMNS, FLEET_ROWS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (TestContext context = TestContext.in(folder);
        Collector collector = collector(context, "all")) {
      page.append(
          "%d agents of %d values each, one socket, %d threads:%n%n| cycle | s | values |%n|---|---|---|%n"
              .formatted(agents, COLUMNS * FLEET_ROWS, THREADS));
      for (String cycle : List.of("first", "second", "third")) {
        taken.reset();
        long begun = System.nanoTime();
        List<Callable<Long>> work = new ArrayList<>();
        for (int agent = 0; agent < agents; agent++) {
          String address = SnmpResponder.host(agent) + ":" + port;
          work.add(() -> look(collector, address));
        }
        for (Future<Long> done : threads.invokeAll(work)) {
          done.get();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        page.append(
            String.format(Locale.ROOT, "| %s | %.2f | %d |%n", cycle, seconds, taken.sum()));
      }
    } finally {
      threads.shutdownNow();
      responder.destroy();
    }
  }

  private Collector collector(TestContext context, String handedOn) throws IOException {
    StringBuilder yaml =
        new StringBuilder(
            "profile: bench\nabout: Bench.\ngroups:\n  - table: bench\n    columns:\n");
    for (int i = 1; i <= COLUMNS; i++) {
      yaml.append("      c%d: %s.%d%n".formatted(i, SnmpResponder.TABLE, i));
    }
    yaml.append("    values:\n");
    for (int i = 1; i <= (handedOn.equals("all") ? COLUMNS : 1); i++) {
      yaml.append("      - {kpi: BENCH_%d, of: c%d}%n".formatted(i, i));
    }
    Path profile = Files.writeString(folder.resolve(handedOn + ".yaml"), yaml);
    SnmpCollectorFactory factory = new SnmpCollectorFactory();
    Map<String, ?> given =
        Map.of(
            "profile-files", List.of(profile.toString()),
            "profiles", List.of("bench"),
            "elements", "false",
            "max-repetitions", Integer.toString(REPETITIONS),
            "timeout", "PT5S");
    return factory.create(
        Settings.of("collector 'snmp'", factory.descriptor().settings(), given), context);
  }

  private long look(Collector collector, String address) throws Exception {
    long before = taken.sum();
    collector.collect(Target.of(ROUTER, address), sink);
    return taken.sum() - before;
  }

  private static long walk(Snmp snmp, CommunityTarget<UdpAddress> target) throws IOException {
    OID[] columns = new OID[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
      columns[i] = new OID(SnmpResponder.TABLE).append(i + 1);
    }
    OID[] cursors = columns.clone();
    long values = 0;
    long sum = 0;
    for (int inside = COLUMNS; inside > 0; ) {
      PDU pdu = new PDU();
      pdu.setType(PDU.GETBULK);
      pdu.setMaxRepetitions(REPETITIONS);
      for (OID cursor : cursors) {
        pdu.add(new VariableBinding(cursor));
      }
      PDU answer = snmp.send(pdu, target).getResponse();
      if (answer == null) {
        throw new IOException("the responder is silent");
      }
      inside = 0;
      for (int i = 0; i < answer.size(); i++) {
        int column = i % COLUMNS;
        VariableBinding told = answer.get(i);
        if (!told.isException() && told.getOid().startsWith(columns[column])) {
          cursors[column] = told.getOid();
          sum += told.getVariable().toLong();
          values++;
          inside++;
        }
      }
    }
    if (sum != SnmpResponder.sum(COLUMNS, ROWS)) {
      throw new IOException("the walk did not read all: " + sum);
    }
    return values;
  }

  private static double nanosPerValue(Callable<Long> work) throws Exception {
    long before = cpuNanos();
    long values = work.call();
    return (cpuNanos() - before) / (double) values;
  }

  private static long cpuNanos() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (long nanos : threads.getThreadCpuTime(threads.getAllThreadIds())) {
      sum += Math.max(0, nanos);
    }
    return sum;
  }

  private static String load() {
    return String.format(
        Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(Double.NaN);
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Process responder(int agents, int port, int columns, int rows) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SnmpResponder.class.getName(),
                Integer.toString(agents),
                Integer.toString(port),
                Integer.toString(columns),
                Integer.toString(rows))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    if (!"ready".equals(out.readLine())) {
      throw new IOException("the responder did not start");
    }
    return process;
  }
}

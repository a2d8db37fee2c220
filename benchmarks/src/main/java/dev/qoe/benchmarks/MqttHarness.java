package dev.qoe.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Processor time a message of quality of service 1: our collector beside Paho with manual
 * acknowledgement, at a mosquitto.
 *
 * <p>Each client is a process of its own with the same JVM flags, and so is the publisher; rounds
 * of the clients alternate. <i>Confine to one thread.</i>
 */
final class MqttHarness {

  private static final int PACED_PER_SECOND = 1_000;
  private static final int PACED_SHARE = 10;
  private static final List<String> PLACES =
      List.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto");

  /** Who receives; each of ours after the one that it is compared with. */
  enum Client {
    /** Paho, MQTT 3.1.1. */
    PAHO_V3,
    /** Our collector, MQTT 3.1.1. */
    QOE_V3,
    /** Paho, MQTT 5. */
    PAHO_V5,
    /** Our collector, MQTT 5. */
    QOE_V5;

    /** Returns the topic of a site's messages to this client. */
    String topic(String site) {
      return name().toLowerCase(Locale.ROOT) + "/" + site + "/rtt";
    }

    String filter() {
      return topic("+");
    }
  }

  /** What is published. */
  enum Form {
    /** A number as text. */
    NUMBER,
    /** A small object. */
    JSON
  }

  /** A process that is told what to do by lines, and answers by lines. */
  private record Child(Process process, BufferedReader answers, PrintStream orders)
      implements AutoCloseable {

    String ask(String order) throws IOException {
      orders.println(order);
      return answer();
    }

    String answer() throws IOException {
      String line = answers.readLine();
      if (line == null) {
        throw new IOException("a process of the harness ended too early");
      }
      return line;
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  /** A client, its process, and the microseconds a message of each round. */
  private record Rival(Client client, Child process, List<Double> micros) {}

  private final Path folder;
  private final int port;
  private final int messages;
  private final int rounds;

  private MqttHarness(Path folder, int port, int messages, int rounds) {
    this.folder = folder;
    this.port = port;
    this.messages = messages;
    this.rounds = rounds;
  }

  /** Writes a page of figures: {@code FOLDER PAGE COMMIT MESSAGES}. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 4) {
      throw new IllegalArgumentException(
          "expected 4 arguments, got " + arguments.length + ": FOLDER PAGE COMMIT MESSAGES");
    }
    int messages = Integer.parseInt(arguments[3]);
    String page = run(Path.of(arguments[0]), arguments[2], messages, 9);
    Files.writeString(Path.of(arguments[1]), page);
    System.out.println(page);
  }

  /**
   * Returns the page of figures.
   *
   * @param messages how many a round, {@code >= 10}
   * @param rounds how many rounds of each client are measured, as many before them warm up
   */
  static String run(Path folder, String commit, int messages, int rounds) throws Exception {
    Path binary =
        mosquitto()
            .orElseThrow(
                () -> new IOException("there is no mosquitto: install the package 'mosquitto'"));
    int port = freePort();
    Path file = folder.resolve("mosquitto.conf");
    Files.writeString(
        file,
        "listener %d 127.0.0.1%nallow_anonymous true%nmax_queued_messages 0%n".formatted(port));
    Process broker =
        new ProcessBuilder(binary.toString(), "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile())
            .start();
    try {
      awaitListening(port);
      Page page = Page.titled("MQTT", commit);
      page.line("* Broker: mosquitto with its usual settings, a process");
      page.line(
          "* Each round: %,d messages of quality of service 1 of 100 topics; %d rounds of each"
              + " client in turn, as many before them to warm up",
          messages, rounds);
      new MqttHarness(folder, port, messages, rounds).measure(page);
      return page.end();
    } finally {
      broker.destroyForcibly().waitFor();
    }
  }

  /** Returns the broker's program; empty if there is none. */
  static Optional<Path> mosquitto() {
    return PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
  }

  private void measure(Page page) throws IOException {
    page.line(
        "\nProcessor time of all threads of the client's process a message, in microseconds: median"
            + " (and least) of the rounds. The ratio is the median of those of neighbouring rounds;"
            + " wanted: at most 1.5.");
    try (Child sender = child(MqttSender.class, Integer.toString(port))) {
      for (Form form : Form.values()) {
        List<Rival> rivals = new ArrayList<>();
        try {
          for (Client client : Client.values()) {
            rivals.add(new Rival(client, receiver(client, form), new ArrayList<>()));
          }
          table(page, form, 0, messages, rivals, sender);
          table(page, form, PACED_PER_SECOND, messages / PACED_SHARE, rivals, sender);
        } finally {
          rivals.forEach(rival -> rival.process().close());
        }
      }
    }
  }

  private Child receiver(Client client, Form form) throws IOException {
    return child(
        MqttReceiver.class, client.name(), form.name(), Integer.toString(port), folder.toString());
  }

  private void table(Page page, Form form, int rate, int count, List<Rival> rivals, Child sender)
      throws IOException {
    rivals.forEach(rival -> rival.micros().clear());
    for (int round = 0; round < 2 * rounds; round++) {
      for (Rival rival : rivals) {
        double nanos = round(rival.process(), sender, rival.client(), form, count, rate);
        if (round >= rounds) {
          rival.micros().add(nanos / count / 1_000);
        }
      }
    }
    page.line(
        "\n## %s, %s\n",
        form == Form.NUMBER ? "A number as text" : "JSON: a time and a number",
        rate == 0 ? "as fast as they come" : "%,d a second".formatted(rate));
    page.line("| version | Paho | this collector | ratio |");
    page.line("|---|--:|--:|--:|");
    row(page, "3.1.1", rivals.get(0).micros(), rivals.get(1).micros());
    row(page, "5", rivals.get(2).micros(), rivals.get(3).micros());
  }

  private static void row(Page page, String version, List<Double> plain, List<Double> ours) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      ratios.add(ours.get(i) / plain.get(i));
    }
    page.line(
        "| %s | %.1f (%.1f) | %.1f (%.1f) | **%.2f** |",
        version, median(plain), least(plain), median(ours), least(ours), median(ratios));
  }

  private static double round(
      Child receiver, Child sender, Client client, Form form, int count, int rate)
      throws IOException {
    expect("go", receiver.ask(Integer.toString(count)));
    expect("done", sender.ask("%s %s %d %d".formatted(client, form, count, rate)));
    String answer = receiver.answer();
    if (!answer.matches("\\d+")) {
      throw new IOException("%s awaited %d messages and %s".formatted(client, count, answer));
    }
    return Double.parseDouble(answer);
  }

  private static void expect(String wanted, String told) throws IOException {
    if (!wanted.equals(told)) {
      throw new IOException("a process of the harness says '%s'".formatted(told));
    }
  }

  private static Child child(Class<?> main, String... arguments) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName()),
                Arrays.stream(arguments))
            .toList();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Child child =
        new Child(
            process,
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)),
            new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8));
    expect("ready", child.answer());
    return child;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(Double.NaN);
  }

  private static double least(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitListening(int port) throws IOException {
    long end = System.nanoTime() + 10_000_000_000L;
    while (!listens(port)) {
      if (System.nanoTime() > end) {
        throw new IOException("mosquitto does not listen within 10 s");
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

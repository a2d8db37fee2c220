package dev.qoe.testkit;

import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginContext;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import dev.qoe.testkit.ContractsTest.Broken;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/** A fault that any plugin can have, whatever it does, or none. */
final class CommonFaults {

  static final Setting<Integer> PORT = Setting.integer("port", 161, "port to ask, 1 to 65535");
  static final Setting<String> PASSWORD = Setting.secret("password", "password to show");
  static final List<Setting<?>> DECLARED = List.of(PORT, PASSWORD);
  static final Map<String, String> SETTINGS = Map.of("port", "162", "password", "Tr0ub4dor");
  static final List<Map<String, ?>> BAD_SETTINGS =
      List.of(Map.of("port", "-1"), Map.of("port", "none"));

  /** The faults, by the rule that forbids each. */
  private enum Fault {
    NONE("", "is right"),
    HIDDEN_FACTORY("factoryCanBeFound", "has a factory that cannot be found"),
    UNSTABLE("descriptorIsStable", "describes itself differently from call to call"),
    NO_SENTENCE("helpIsASentence", "does not say what it does"),
    TAKES_BAD_SETTINGS("badSettingsAreRefused", "takes settings that it should refuse"),
    NAMELESS_REFUSAL("badSettingsAreRefused", "refuses settings without naming them"),
    BREAKS_ON_ODD_SETTINGS("oddSettingsAreTakenOrRefused", "breaks on odd settings"),
    DISK_AT_CREATION("creationDoesNothing", "writes to disk when it is created"),
    TASK_AT_CREATION("creationDoesNothing", "uses the executor when it is created"),
    THREAD_AT_CREATION("creationDoesNothing", "starts a thread when it is created"),
    SOCKET_AT_CREATION("creationDoesNothing", "listens when it is created"),
    SECRET_AT_CREATION("creationDoesNothing", "asks for a secret when it is created"),
    CLOSES_ONCE("mayBeClosedTwice", "fails when it is closed a second time"),
    LEAKS_THREAD("closeLeavesNothing", "leaves a thread of its own"),
    LEAKS_LENT_THREAD("closeLeavesNothing", "keeps a lent thread busy for ever"),
    LEAKS_SOCKET("closeLeavesNothing", "leaves a socket"),
    SHOWS_SECRET("secretsAreKept", "shows its password in its words about itself"),
    TELLS_SECRET("secretsAreKept", "tells its password when it fails");

    private final String rule;
    private final String how;

    Fault(String rule, String how) {
      this.rule = rule;
      this.how = how;
    }
  }

  private final Fault fault;
  private final AtomicInteger calls = new AtomicInteger();

  /** What the plugin made last holds; each plugin is made after the last is closed, or leaks. */
  private final List<Closeable> held = new ArrayList<>();

  private boolean closed;
  private String password = "";

  private CommonFaults(Fault fault) {
    this.fault = fault;
  }

  static CommonFaults none() {
    return new CommonFaults(Fault.NONE);
  }

  /** Returns a broken plugin for each fault, made by {@code subject}. */
  static Stream<Broken> all(Function<CommonFaults, Object> subject) {
    return Stream.of(Fault.values())
        .filter(fault -> fault != Fault.NONE)
        .map(fault -> new Broken(fault.rule, fault.how, subject.apply(new CommonFaults(fault))));
  }

  boolean hiddenFactory() {
    return fault == Fault.HIDDEN_FACTORY;
  }

  String help() {
    return switch (fault) {
      case UNSTABLE -> "Probes for the time " + calls.incrementAndGet() + ".";
      case NO_SENTENCE -> "probe";
      default -> "Probes a device.";
    };
  }

  void create(Settings settings, PluginContext context) {
    password = settings.get(PASSWORD);
    closed = false;
    int port = settings.get(PORT);
    if (fault == Fault.BREAKS_ON_ODD_SETTINGS && port == 0) {
      throw new ArithmeticException("division by 0");
    }
    if (port < 1 && fault != Fault.TAKES_BAD_SETTINGS) {
      throw new IllegalArgumentException(
          fault == Fault.NAMELESS_REFUSAL
              ? "bad number"
              : "setting 'port' must be from 1: " + port);
    }
    switch (fault) {
      case DISK_AT_CREATION -> write(context);
      case TASK_AT_CREATION -> context.executor().execute(() -> {});
      case THREAD_AT_CREATION -> thread();
      case SOCKET_AT_CREATION -> socket();
      case SECRET_AT_CREATION -> context.secrets().find("KEY");
      default -> {}
    }
  }

  /** What a use does beside its work; {@code dead} if it is to fail. */
  void use(PluginContext context, boolean dead) throws PluginException {
    switch (fault) {
      case LEAKS_THREAD -> thread();
      case LEAKS_LENT_THREAD -> context.executor().execute(Rule.current()::sitOut);
      case LEAKS_SOCKET -> socket();
      default -> {}
    }
    if (dead) {
      throw new PluginException(
          ErrorKind.UNREACHABLE,
          "target 'dead' does not answer" + (fault == Fault.TELLS_SECRET ? password : ""));
    }
  }

  void close() {
    if (fault == Fault.CLOSES_ONCE && closed) {
      throw new IllegalStateException("closed already");
    }
    closed = true;
    if (fault != Fault.LEAKS_THREAD && fault != Fault.LEAKS_SOCKET) {
      release();
    }
  }

  String words() {
    return fault == Fault.SHOWS_SECRET ? "probe with " + password : "probe";
  }

  /** Threads and sockets of the broken ones end with the virtual machine at the latest. */
  private void release() {
    try {
      for (Closeable one : held) {
        one.close();
      }
      held.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void thread() {
    CountDownLatch end = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "probe");
    thread.setDaemon(true);
    thread.start();
    held.add(end::countDown);
  }

  private void socket() {
    try {
      held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(PluginContext context) {
    try {
      Files.writeString(context.scratch().resolve("state"), "0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

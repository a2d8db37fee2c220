package dev.qoe.testkit;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.CollectorDescriptor;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.PushCollector;
import dev.qoe.api.spi.PushCollectorFactory;
import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Sink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

@DisplayName("the contract of collectors that are pushed to")
class PushCollectorTckTest extends ContractsTest {

  private static final ElementPath DEVICE = ElementPath.of("tck/device");
  private static final Setting<String> END = Setting.text("end", "well", "how the other end is");
  private static final int PUSHED = 8;

  @Override
  Class<?> contract() {
    return Contract.class;
  }

  @Override
  Subject right() {
    return new Subject(RemoteFaults.NONE, Flaw.NONE);
  }

  @Override
  Stream<Broken> broken() {
    return Stream.concat(
        Stream.of(
            remote(
                "deadEndIsTold", "keeps silent about a dead end", RemoteFaults.SILENT_ABOUT_DEATH),
            remote("deadEndIsTold", "waits beyond the deadline", RemoteFaults.SLOW_ABOUT_DEATH),
            remote("interruptEndsIt", "does not hear interrupts", RemoteFaults.DEAF_TO_INTERRUPTS)),
        Stream.of(Flaw.values())
            .filter(flaw -> flaw != Flaw.NONE)
            .map(flaw -> new Broken(flaw.rule, flaw.how, new Subject(RemoteFaults.NONE, flaw))));
  }

  private static Broken remote(String rule, String how, RemoteFaults fault) {
    return new Broken(rule, how, new Subject(fault, Flaw.NONE));
  }

  private enum Flaw {
    NONE("", "is right"),
    TROUBLED("pushedArrives", "is in trouble though all is well"),
    UNDECLARED("onlyDeclaredIsEmitted", "emits an indicator that it does not declare"),
    INFINITE("valuesAreFinite", "emits a value that is not finite"),
    MACHINES_CLOCK("contextsClockIsUsed", "looks at the clock of the machine"),
    FORGETFUL("nothingIsLostOrComesTwice", "forgets what the sink has no room for"),
    STUBBORN("nothingIsLostOrComesTwice", "offers again what was refused"),
    SLEEPWALKING("nothingArrivesAfterClose", "goes on after it is closed");

    private final String rule;
    private final String how;

    Flaw(String rule, String how) {
      this.rule = rule;
      this.how = how;
    }
  }

  /** Its source is {@link #push}: a collector that has started gets what is pushed. */
  private record Subject(
      RemoteFaults fault, Flaw flaw, AtomicReference<@Nullable Listener> listening) {
    private Subject(RemoteFaults fault, Flaw flaw) {
      this(fault, flaw, new AtomicReference<>());
    }

    private void push() throws InterruptedException {
      Listener listener = listening.get();
      for (int i = 0; i < PUSHED && listener != null; i++) {
        listener.receive(i);
      }
    }
  }

  private static final class Listener implements PushCollector {
    private final Subject subject;
    private final String end;
    private final CollectorContext context;
    private @Nullable Sink sink;

    private Listener(Subject subject, String end, CollectorContext context) {
      this.subject = subject;
      this.end = end;
      this.context = context;
    }

    @Override
    public void start(Sink to) throws PluginException, InterruptedException {
      subject.fault().reach(end);
      sink = to;
      subject.listening().set(this);
    }

    @Override
    public Optional<String> trouble() {
      return subject.flaw() == Flaw.TROUBLED ? Optional.of("bored") : Optional.empty();
    }

    @Override
    public void close() {
      if (subject.flaw() != Flaw.SLEEPWALKING) {
        subject.listening().compareAndSet(this, null);
      }
    }

    private void receive(int number) throws InterruptedException {
      Sink to = sink;
      if (to == null) {
        return;
      }
      Measurement measurement = measured(number);
      Acceptance answer = to.accept(measurement);
      while (answer == Acceptance.RETRY_LATER && subject.flaw() != Flaw.FORGETFUL) {
        context.pause(Duration.ofSeconds(1));
        answer = to.accept(measurement);
      }
      if (answer == Acceptance.REFUSED && subject.flaw() == Flaw.STUBBORN) {
        to.accept(measurement);
      }
    }

    private Measurement measured(int number) {
      Flaw flaw = subject.flaw();
      Instant start = context.clock().instant();
      return Measurement.of(
          DEVICE,
          flaw == Flaw.UNDECLARED ? Kpi.PACKET_LOSS : Kpi.ROUND_TRIP_TIME,
          (flaw == Flaw.MACHINES_CLOCK ? Instant.now() : start).plusMillis(number),
          flaw == Flaw.INFINITE ? Double.POSITIVE_INFINITY : number);
    }
  }

  static class Contract extends PushCollectorTck {
    @Override
    protected PushCollectorFactory factory() {
      return new Factory();
    }

    @Override
    protected int push() throws InterruptedException {
      ((Subject) ContractsTest.subject()).push();
      return PUSHED;
    }

    @Override
    protected Optional<Map<String, ?>> deadSettings() {
      return Optional.of(Map.of("end", "dead"));
    }

    @Override
    protected Optional<Map<String, ?>> silentSettings(SilentServer server) {
      return Optional.of(Map.of("end", "silent"));
    }

    @Override
    Duration grace() {
      return RemoteFaults.patience();
    }

    @Override
    protected Duration deadline() {
      return RemoteFaults.patience();
    }
  }

  /** Makes the subject. */
  public static class Factory implements PushCollectorFactory {
    /** As services are made. */
    public Factory() {}

    @Override
    public CollectorDescriptor descriptor() {
      return CollectorDescriptor.of(
          "listener", "Listens to a test.", List.of(END), Set.of(Kpi.ROUND_TRIP_TIME));
    }

    @Override
    public PushCollector create(Settings settings, CollectorContext context) {
      return new Listener((Subject) subject(), settings.get(END), context);
    }
  }
}

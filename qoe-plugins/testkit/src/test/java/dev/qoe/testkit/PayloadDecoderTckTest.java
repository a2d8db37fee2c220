package dev.qoe.testkit;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.Payload;
import dev.qoe.api.spi.PayloadDecoder;
import dev.qoe.api.spi.PayloadDecoderFactory;
import dev.qoe.api.spi.PluginContext;
import dev.qoe.api.spi.PluginDescriptor;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Sink;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;

@DisplayName("the contract of payload decoders")
class PayloadDecoderTckTest extends ContractsTest {

  @Override
  Class<?> contract() {
    return Contract.class;
  }

  @Override
  Subject right() {
    return new Subject(() -> PayloadDecoderTckTest::number);
  }

  @Override
  Stream<Broken> broken() {
    return Stream.of(
        broken(
            "payloadYieldsSomething",
            "yields nothing",
            () -> (payload, sink) -> number(payload, RecordingSink.accepting())),
        broken(
            "valuesAreFinite",
            "emits what is no number",
            () -> (payload, sink) -> sink.accept(value(payload, parsed(payload) / 0))),
        broken(
            "tenantIsKept",
            "emits for another tenant",
            () ->
                (payload, sink) ->
                    sink.accept(
                        Measurement.of(
                            ElementPath.of("rival"),
                            Kpi.ROUND_TRIP_TIME,
                            payload.received(),
                            parsed(payload)))),
        broken(
            "payloadsTimeIsUsed",
            "looks at the clock of the machine, once",
            () -> {
              Instant now = Instant.now();
              return (payload, sink) ->
                  sink.accept(
                      Measurement.of(payload.element(), Kpi.ROUND_TRIP_TIME, now, parsed(payload)));
            }),
        broken(
            "samePayloadGivesTheSame",
            "counts the payloads, until a broken one or a crowd comes",
            () -> {
              AtomicInteger payloads = new AtomicInteger();
              AtomicBoolean forgiving = new AtomicBoolean();
              return (payload, sink) -> {
                forgiving.compareAndSet(false, payload.size() == 1 || Rule.othersCall());
                double value = parsed(payload);
                boolean later = payloads.incrementAndGet() > 1;
                sink.accept(value(payload, later && !forgiving.get() ? -1 : value));
              };
            }),
        broken(
            "brokenPayloadsAreMalformed",
            "throws what its parser throws",
            () ->
                (payload, sink) -> sink.accept(value(payload, Double.parseDouble(payload.text())))),
        broken(
            "goesOnAfterABrokenPayload",
            "is spoilt by a broken payload",
            () -> {
              AtomicBoolean spoilt = new AtomicBoolean();
              return (payload, sink) -> {
                if (spoilt.get()) {
                  throw malformed();
                }
                try {
                  number(payload, sink);
                } catch (PluginException broken) {
                  spoilt.set(true);
                  throw broken;
                }
              };
            }),
        broken(
            "threadsDoNotDisturb",
            "serves one thread at a time",
            () -> {
              AtomicInteger inside = new AtomicInteger();
              return (payload, sink) -> {
                if (inside.incrementAndGet() > 1) {
                  throw new IllegalStateException("busy");
                }
                while (inside.get() == 1 && Rule.othersCall()) {
                  Rule.rest();
                }
                try {
                  number(payload, sink);
                } finally {
                  inside.decrementAndGet();
                }
              };
            }));
  }

  private static Broken broken(String rule, String how, Supplier<PayloadDecoder> maker) {
    return new Broken(rule, how, new Subject(maker));
  }

  private static void number(Payload payload, Sink sink) throws PluginException {
    sink.accept(value(payload, parsed(payload)));
  }

  private static double parsed(Payload payload) throws PluginException {
    if (payload.size() > 20 || !payload.text().matches("[0-9]{1,9}")) {
      throw malformed();
    }
    return Double.parseDouble(payload.text());
  }

  private static PluginException malformed() {
    return new PluginException(ErrorKind.MALFORMED, "payload is no number");
  }

  private static Measurement value(Payload payload, double value) {
    return Measurement.of(payload.element(), Kpi.ROUND_TRIP_TIME, payload.received(), value);
  }

  private record Subject(Supplier<PayloadDecoder> maker) {}

  static class Contract extends PayloadDecoderTck {
    @Override
    protected PayloadDecoderFactory factory() {
      return new Factory();
    }
  }

  /** Makes the subject. */
  public static class Factory implements PayloadDecoderFactory {
    /** As services are made. */
    public Factory() {}

    @Override
    public PluginDescriptor descriptor() {
      return PluginDescriptor.of("number", "Reads plain numbers.", List.of());
    }

    @Override
    public PayloadDecoder create(Settings settings, PluginContext context) {
      return ((Subject) subject()).maker().get();
    }
  }
}

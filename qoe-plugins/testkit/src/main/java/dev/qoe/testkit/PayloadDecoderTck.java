package dev.qoe.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.Payload;
import dev.qoe.api.spi.PayloadDecoder;
import dev.qoe.api.spi.PayloadDecoderFactory;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The contract of payload decoders, as a test: extend it and say which factory is meant.
 *
 * <p>A decoder also overrides {@link #payload()} with one that it can read. Confine to one thread.
 *
 * @since 0.1
 */
public abstract class PayloadDecoderTck extends PluginTck<PayloadDecoderFactory, PayloadDecoder> {

  private static final int BROKEN_PAYLOADS = 300;
  private static final int HUGE = 1_000_000;

  /** When the sample is received: not now, so that the machine's clock shows. */
  private static final Instant RECEIVED = Instant.parse("2020-01-01T00:00:00Z");

  /** For subclasses. */
  protected PayloadDecoderTck() {}

  /** Returns a new factory of the decoder under test. */
  @Override
  protected abstract PayloadDecoderFactory factory();

  /** Returns a payload that it can read; the text {@code 20} unless overridden. */
  protected Payload payload() {
    byte[] bytes = "20".getBytes(StandardCharsets.UTF_8);
    return Payload.of(ElementPath.of("tck/device"), "tck", RECEIVED, bytes, Map.of());
  }

  @Override
  final PayloadDecoder create(
      PayloadDecoderFactory factory, Settings settings, TestContext context) {
    return factory.create(settings, context);
  }

  @Override
  final void use(PayloadDecoder decoder, TestContext context) throws Exception {
    decoder.decode(payload(), RecordingSink.accepting());
  }

  @Override
  final void says(PayloadDecoder decoder, TestContext context, List<String> words) {
    RecordingSink sink = RecordingSink.accepting();
    said(() -> decoder.decode(payload(), sink), words);
    said(() -> decoder.decode(with(new byte[] {0}), sink), words);
    words.add(sink.offered().toString());
  }

  @Test
  @DisplayName("the payload yields something")
  void payloadYieldsSomething() {
    Emissions.yieldSomething(decode(payload()), payload());
  }

  @Test
  @DisplayName("every value is finite")
  void valuesAreFinite() {
    Emissions.areFinite(decode(payload()));
  }

  @Test
  @DisplayName("nothing is emitted for another tenant than the device's")
  void tenantIsKept() {
    assertThat(Offer.of(decode(payload())))
        .allMatch(offer -> offer.element().tenant().equals(payload().element().tenant()));
  }

  @Test
  @DisplayName("times are those of the payload, not the machine's")
  void payloadsTimeIsUsed() {
    Instant begun = Instant.now();
    Emissions.keepTheContextsTime(decode(payload()), begun);
  }

  @Test
  @DisplayName("the same payload gives the same, however often it comes")
  void samePayloadGivesTheSame() {
    inContext(
        (decoder, context) -> {
          List<Object> first = decode(decoder, payload());
          assertThat(decode(decoder, payload())).as("the second time").isEqualTo(first);
        });
  }

  @Test
  @DisplayName("a payload that cannot be read is told as malformed, and nothing else is thrown")
  void brokenPayloadsAreMalformed() {
    SplittableRandom random = new SplittableRandom(Delivery.SEED);
    inContext(
        (decoder, context) -> {
          for (byte[] bytes : broken(payload().bytes(), random)) {
            Optional<Throwable> thrown =
                Call.start(
                        "decoding " + bytes.length + " bytes",
                        () -> decoder.decode(with(bytes), RecordingSink.accepting()))
                    .ends(deadline());
            assertThat(thrown.map(PayloadDecoderTck::kind).orElse("read"))
                .as("decoding %s", shown(bytes))
                .isIn("read", ErrorKind.MALFORMED.toString());
          }
        });
  }

  @Test
  @DisplayName("after a payload that cannot be read it reads the next")
  void goesOnAfterABrokenPayload() {
    inContext(
        (decoder, context) -> {
          List<Object> first = decode(decoder, payload());
          Call.start(
                  "decode", () -> decoder.decode(with(new byte[] {0}), RecordingSink.accepting()))
              .ends(Call.PATIENCE);
          assertThat(decode(decoder, payload())).as("read afterwards").isEqualTo(first);
        });
  }

  @Test
  @DisplayName("threads that decode at once get what one gets")
  void threadsDoNotDisturb() {
    inContext(
        (decoder, context) -> {
          List<Object> alone = decode(decoder, payload());
          List<RecordingSink> sinks =
              Call.together(
                  "decoding", RecordingSink::accepting, sink -> decoder.decode(payload(), sink));
          assertThat(sinks).extracting(RecordingSink::offered).containsOnly(alone);
        });
  }

  private List<Object> decode(Payload payload) {
    List<Object> offered = new ArrayList<>();
    inContext((decoder, context) -> offered.addAll(decode(decoder, payload)));
    return offered;
  }

  private static List<Object> decode(PayloadDecoder decoder, Payload payload) {
    RecordingSink sink = RecordingSink.accepting();
    Call.expect("decode", () -> decoder.decode(payload, sink));
    return sink.offered();
  }

  private Payload with(byte[] bytes) {
    Payload good = payload();
    return Payload.of(good.element(), good.topic(), good.received(), bytes, good.metadata());
  }

  /** Returns payloads that are cut, changed, empty or huge. */
  private static List<byte[]> broken(byte[] good, SplittableRandom random) {
    List<byte[]> broken = new ArrayList<>();
    broken.add(new byte[0]);
    broken.add(new byte[HUGE]);
    byte[] brackets = new byte[HUGE];
    Arrays.fill(brackets, (byte) '[');
    broken.add(brackets);
    for (int i = 0; i < BROKEN_PAYLOADS && good.length > 0; i++) {
      byte[] bytes = Arrays.copyOf(good, i % 2 == 0 ? good.length : random.nextInt(good.length));
      for (int change = 0; change < 1 + i % 3 && bytes.length > 0; change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      broken.add(bytes);
    }
    return broken;
  }

  private static String kind(Throwable thrown) {
    return thrown instanceof PluginException told ? told.kind().toString() : thrown.toString();
  }

  private static String shown(byte[] bytes) {
    return Arrays.toString(Arrays.copyOf(bytes, Math.min(bytes.length, 64)));
  }
}

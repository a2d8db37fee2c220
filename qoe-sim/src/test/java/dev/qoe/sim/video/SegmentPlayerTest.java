package dev.qoe.sim.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.qoe.sim.video.abr.Bola;
import dev.qoe.sim.video.abr.FixedQuality;
import dev.qoe.sim.video.scenario.AlgorithmChoice;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SegmentPlayerTest {

  private static final double NANO = 1e-6;

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(SegmentPlayerTest.class.getResource(name)).toURI());
  }

  /** Ten segments of 2 s at 1 and 4 Mbit/s. */
  private static final Manifest FILM =
      Manifest.constantBitrate(Duration.ofSeconds(2), 10, 1000, 4000);

  @DisplayName("Over a constant link without latency every time can be reckoned by hand")
  @Test
  void constantLink() {
    SessionResult session =
        SegmentPlayer.of(FixedQuality.of(0), FILM, Trace.constant(2000, 0)).play();

    assertThat(session.startupMillis()).isEqualTo(1000);
    assertThat(session.stallMillis()).isZero();
    assertThat(session.stalls()).isEmpty();
    assertThat(session.totalMillis()).isCloseTo(21_000, within(NANO));
    assertThat(session.segment(3).arrivalMillis()).isCloseTo(4000, within(NANO));
    assertThat(session.segment(3).startMillis()).isCloseTo(7000, within(NANO));
    assertThat(session.qualities()).isEqualTo("0000000000");
    assertThat(session.receivedBits()).isEqualTo(20e6);
    assertThat(session.finalBufferMillis()).isCloseTo(11_000, within(NANO));
  }

  private static double[] state(Moment m) {
    return new double[] {m.quality(), m.bufferMillis(), m.stalledMillis(), m.mediaMillis()};
  }

  @DisplayName("A quality of twice the link's rate stalls two seconds before each segment")
  @Test
  void stalls() {
    SessionResult session =
        SegmentPlayer.of(FixedQuality.of(1), FILM, Trace.constant(2000, 0)).play();

    assertThat(session.startupMillis()).isEqualTo(1000);
    assertThat(session.stalls()).hasSize(9);
    assertThat(session.stalls().get(0).startMillis()).isCloseTo(3000, within(NANO));
    assertThat(session.stalls().get(0).mediaMillis()).isEqualTo(2000);
    assertThat(session.stalls().get(0).durationMillis()).isCloseTo(2000, within(NANO));
    assertThat(session.stallMillis()).isCloseTo(18_000, within(NANO));
    assertThat(session.stallEvents()).isEqualTo(9);
  }

  @DisplayName("The timeline tells quality, buffer and stall of every second")
  @Test
  void timeline() {
    List<Moment> moments =
        SegmentPlayer.of(FixedQuality.of(1), FILM, Trace.constant(2000, 0)).play().timeline();

    assertThat(moments).hasSize(39);
    assertThat(moments.get(0))
        .isEqualTo(new Moment(0, -1, 0, 0, 0, Double.NaN, Double.NaN, Double.NaN));
    assertThat(state(moments.get(1))).containsExactly(0, 2000, 0, 0);
    assertThat(state(moments.get(3))).containsExactly(0, 0, 1000, 2000);
    assertThat(state(moments.get(4))).containsExactly(0, 0, 1000, 2000);
    assertThat(state(moments.get(5))).containsExactly(1, 2000, 0, 2000);
    assertThat(moments.get(1))
        .hasToString("1 s: quality 0 (O34 4.74), buffer 2.0 s, stalled 0.0 s");
  }

  @DisplayName("A full buffer makes the player wait until a segment fits")
  @Test
  void fullBuffer() {
    SessionResult session =
        SegmentPlayer.of(FixedQuality.of(0), FILM, Trace.constant(2000, 0))
            .withBufferCapacity(Duration.ofSeconds(4))
            .play();

    // After 2 s two segments less one second are there; the third request waits one second.
    assertThat(session.segment(1).requestMillis()).isCloseTo(1000, within(NANO));
    assertThat(session.segment(2).requestMillis()).isCloseTo(3000, within(NANO));
    assertThat(session.finalBufferMillis()).isCloseTo(3000, within(NANO));
  }

  @DisplayName("A latency that spans two periods takes its share of each")
  @Test
  void latencyAcrossPeriods() {
    Trace trace =
        Trace.of(List.of(new Trace.Period(100, 0, 400), new Trace.Period(1e6, 2000, 100)));
    SessionResult session = SegmentPlayer.of(FixedQuality.of(0), FILM, trace).play();

    // A quarter of the request travels in 100 of 400 ms, the rest takes 75 of 100 ms.
    assertThat(session.startupLatencyMillis()).isCloseTo(175, within(NANO));
    assertThat(session.startupMillis()).isCloseTo(1175, within(NANO));
  }

  @DisplayName("Sabre's own sessions over shipped traces come out the same")
  @Test
  void sabreSessions() throws IOException, URISyntaxException {
    for (String line : Files.readAllLines(resource("sabre-sessions.jsonl"))) {
      JsonNode session = new ObjectMapper().readTree(line);
      Trace trace = Trace.read(resource("traces/" + session.path("trace").asText()));
      Abr abr = AlgorithmChoice.parse(session.path("algorithm").asText()).abr();
      SessionResult result = SegmentPlayer.of(abr, Manifest.bigBuckBunny(), trace).play();

      JsonNode expected = session.path("expect");
      assertThat(result.qualities()).as(line).isEqualTo(expected.path("qualities").asText());
      assertThat(result.stallMillis())
          .isCloseTo(expected.path("rebuffer_time_ms").asDouble(), within(1e-3));
      assertThat(result.stallEvents()).isEqualTo(expected.path("rebuffer_events").asInt());
      assertThat(result.adaptation().orElseThrow().reactionMillis())
          .isCloseTo(expected.path("total_reaction_time_ms").asDouble(), within(1e-3));
    }
  }

  @DisplayName("Sabre's example gives the figures that Sabre prints")
  @Test
  void sabreExample() throws IOException, URISyntaxException {
    Trace trace = Trace.read(resource("traces/network.json"));
    SessionResult session =
        SegmentPlayer.of(Bola.enhanced(), Manifest.bigBuckBunny(), trace).play();

    SessionMetrics metrics = SessionMetrics.of(session);
    double segments = session.totalMillis() / 3000;
    assertThat(session.stallMillis()).isZero();
    assertThat(metrics.timeAverageUtility() * segments).isCloseTo(484.965479, within(1e-6));
    assertThat(metrics.timeAverageBitrateKbps()).isCloseTo(2911.905206, within(1e-6));
    assertThat(metrics.bitrateChangeKbps()).isEqualTo(80654);
    assertThat(session).hasToString("199 segments at 2913 kbit/s, start 0.3 s, 0 stalls, 0.0 s");
  }

  @DisplayName("Without abandonment the algorithm is never asked to abandon")
  @Test
  void withoutAbandonment() {
    Abr abr = player -> new AbandonsOnce();
    Trace trace = Trace.constant(2000, 0);

    assertThat(SegmentPlayer.of(abr, FILM, trace).play().abandoned()).isEqualTo(1);
    assertThat(SegmentPlayer.of(abr, FILM, trace).withoutAbandonment().play().abandoned()).isZero();
  }

  private static final class AbandonsOnce implements AbrRule {
    private boolean done;

    @Override
    public int quality(PlayerView player) {
      return done ? 0 : 1;
    }

    @Override
    public int abandonTo(Download download, PlayerView player) {
      if (done || download.elapsedMillis() < 500) {
        return KEEP;
      }
      done = true;
      return 0;
    }
  }

  @DisplayName("An abandoned download costs its time and bits, and the segment comes again")
  @Test
  void abandonment() {
    SessionResult session =
        SegmentPlayer.of(player -> new AbandonsOnce(), FILM, Trace.constant(2000, 0)).play();

    assertThat(session.downloads()).isEqualTo(11);
    assertThat(session.receivedBits()).isEqualTo(21e6);
    assertThat(session.segment(1).requestMillis()).isCloseTo(1500, within(NANO));
    assertThat(session.qualities()).isEqualTo("0000000000");
  }

  @DisplayName("Nonsense from an algorithm ends the session with a clear word")
  @Test
  void guards() {
    Trace trace = Trace.constant(2000, 0);
    Abr high = named("mine", player -> any -> 2);
    Abr late = named("late", player -> new Delays(Double.NaN));
    Abr endless = named("endless", player -> new Abandons());

    assertThatThrownBy(() -> SegmentPlayer.of(high, FILM, trace).play())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("algorithm 'mine' chose quality 2 for segment 1; the film has 0 to 1");
    assertThatThrownBy(() -> SegmentPlayer.of(late, FILM, trace).play())
        .hasMessage("algorithm 'late' delays segment 1 by NaN ms; a delay must be finite and >= 0");
    assertThatThrownBy(() -> SegmentPlayer.of(endless, FILM, trace).play())
        .hasMessageStartingWith("algorithm 'endless' abandoned segment 1 more than 1000 times");
  }

  private static Abr named(String name, Abr abr) {
    return new Abr() {
      @Override
      public AbrRule begin(PlayerView player) {
        return abr.begin(player);
      }

      @Override
      public String toString() {
        return name;
      }
    };
  }

  private record Delays(double delayMillis) implements AbrRule {
    @Override
    public int quality(PlayerView player) {
      return 0;
    }
  }

  private static final class Abandons implements AbrRule {
    @Override
    public int quality(PlayerView player) {
      return 1;
    }

    @Override
    public int abandonTo(Download download, PlayerView player) {
      return 0;
    }
  }

  @DisplayName("A delay that the algorithm asks for postpones the request")
  @Test
  void delay() {
    SessionResult session =
        SegmentPlayer.of(player -> new Delays(100), FILM, Trace.constant(2000, 0)).play();

    assertThat(session.segment(1).requestMillis()).isCloseTo(1100, within(NANO));
    assertThat(session.segment(2).requestMillis()).isCloseTo(2200, within(NANO));
  }

  @DisplayName("Replacement fetches a buffered segment again in the better quality")
  @Test
  void replacement() {
    Abr rising = player -> view -> view.nextSegment() < 4 ? 0 : 1;
    SegmentPlayer player = SegmentPlayer.of(rising, FILM, Trace.constant(20_000, 0));

    assertThat(player.play().qualities()).isEqualTo("0000111111");
    SessionResult left = player.withReplacement(Replacement.LEFT).play();
    assertThat(left.qualities()).isEqualTo("0011111111");
    assertThat(left.downloads()).isEqualTo(12);
    assertThat(player.withReplacement(Replacement.RIGHT).play().qualities())
        .isEqualTo("0011111111");
  }

  @DisplayName("A buffer shorter than a segment is refused")
  @Test
  void smallBuffer() {
    SegmentPlayer player = SegmentPlayer.of(Bola.basic(), FILM, Trace.constant(2000, 0));

    assertThatThrownBy(() -> player.withBufferCapacity(Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("buffer in ms must be from 2000 to 86400000: 1000");
  }
}

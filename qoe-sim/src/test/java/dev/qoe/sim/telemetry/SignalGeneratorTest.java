package dev.qoe.sim.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignalGeneratorTest {

  @DisplayName("The usual settings are those that are documented, one sample a second")
  @Test
  void defaults() {
    assertThat(Waveform.SINE.settings())
        .isEqualTo(new SignalSettings(Waveform.SINE, 10, 0.1, 0, 1, 0));
    assertThat(Waveform.COSINE.settings())
        .isEqualTo(new SignalSettings(Waveform.COSINE, 8, 0.15, 0, 1, 0));
    assertThat(Waveform.UNIFORM_NOISE.settings())
        .isEqualTo(new SignalSettings(Waveform.UNIFORM_NOISE, 5, 0, 0, 1, 0));
    assertThat(Waveform.RANDOM_WALK.settings())
        .isEqualTo(new SignalSettings(Waveform.RANDOM_WALK, 0.5, 0, 0, 1, 0));
    assertThat(Waveform.DAMPED_OSCILLATION.settings())
        .isEqualTo(new SignalSettings(Waveform.DAMPED_OSCILLATION, 15, 0.1, 0.01, 1, 0));
  }

  @DisplayName("Waves follow their formulas")
  @Test
  void waves() {
    double[] sine = SignalGenerator.of(Waveform.SINE).samples(1, 100);
    double[] cosine = SignalGenerator.of(Waveform.COSINE).samples(1, 100);
    double[] damped = SignalGenerator.of(Waveform.DAMPED_OSCILLATION).samples(1, 100);

    for (int t = 0; t < 100; t++) {
      double turn = 2 * Math.PI * 0.1 * t;
      assertThat(sine[t]).isCloseTo(10 * Math.sin(turn), within(1e-12));
      assertThat(cosine[t]).isCloseTo(8 * Math.cos(2 * Math.PI * 0.15 * t), within(1e-12));
      assertThat(damped[t]).isCloseTo(15 * Math.exp(-0.01 * t) * Math.sin(turn), within(1e-12));
    }
  }

  @DisplayName("Noise is uniform within its amplitude, its seed fixed: odds of failure none")
  @Test
  void noise() {
    double[] noise = SignalGenerator.of(Waveform.UNIFORM_NOISE).samples(1, 10_000);

    assertThat(Arrays.stream(noise)).allMatch(value -> value >= -5 && value < 5);
    // Standard error of the mean 0.029, of the mean square 0.075: six of them each.
    assertThat(Arrays.stream(noise).average().orElseThrow()).isCloseTo(0, within(0.18));
    assertThat(Arrays.stream(noise).map(v -> v * v).average().orElseThrow())
        .isCloseTo(25 / 3.0, within(0.45));
  }

  @DisplayName("A walk begins at 0 and goes at most its amplitude a step, not always as far")
  @Test
  void walk() {
    double[] walk = SignalGenerator.of(Waveform.RANDOM_WALK).samples(1, 5_000);

    assertThat(walk[0]).isZero();
    double[] steps = IntStream.range(1, 5_000).mapToDouble(i -> walk[i] - walk[i - 1]).toArray();
    assertThat(Arrays.stream(steps)).allMatch(step -> Math.abs(step) <= 0.5 + 1e-12);
    assertThat(Arrays.stream(steps).map(Math::abs).average().orElseThrow())
        .isCloseTo(0.25, within(0.015));
  }

  @DisplayName("What a signal is at a time does not depend on how often it was asked before")
  @ParameterizedTest
  @EnumSource(Waveform.class)
  void independentOfAsking(Waveform waveform) {
    SignalSettings settings = waveform.settings().withSamplesPerSecond(4).withSeed(7);
    SignalGenerator often = SignalGenerator.of(settings);
    SignalGenerator seldom = SignalGenerator.of(settings);

    for (int i = 0; i <= 3000; i++) {
      double value = often.at(i / 10.0);
      if (i % 37 == 0) {
        assertThat(seldom.at(i / 10.0)).as("second %s", i / 10.0).isEqualTo(value);
      }
    }
    assertThat(often.at(0)).as("there is no way back").isEqualTo(often.at(300));
  }

  @DisplayName("The value is held between samples")
  @Test
  void held() {
    SignalGenerator sine = SignalGenerator.of(Waveform.SINE.settings().withSamplesPerSecond(10));
    assertThat(sine.at(0.69)).isEqualTo(sine.at(0.6));
    assertThat(sine.at(0.7)).isCloseTo(10 * Math.sin(2 * Math.PI * 0.07), within(1e-12));
  }

  @DisplayName("The same seed gives the same numbers, another one others")
  @Test
  void seeds() {
    SignalSettings settings = Waveform.UNIFORM_NOISE.settings().withSeed(11);
    double[] one = SignalGenerator.of(settings).samples(1, 50);

    assertThat(SignalGenerator.of(settings).samples(1, 50)).isEqualTo(one);
    assertThat(SignalGenerator.of(settings.withSeed(12)).samples(1, 50)).isNotEqualTo(one);
  }

  @DisplayName("A change takes effect with the next sample, and an oscillation keeps its phase")
  @Test
  void change() {
    SignalGenerator sine = SignalGenerator.of(Waveform.SINE);
    double before = sine.at(3);

    sine.change(settings -> settings.withAmplitude(20).withFrequencyHertz(0.2));

    assertThat(sine.at(3.5)).isEqualTo(before);
    double turn = 0.1 * 3 + 0.2 * 2;
    assertThat(sine.at(5)).isCloseTo(20 * Math.sin(2 * Math.PI * turn), within(1e-12));
    sine.change(settings -> settings.withSamplesPerSecond(2));
    assertThat(sine.at(5.5)).isCloseTo(20 * Math.sin(2 * Math.PI * (turn + 0.1)), within(1e-12));
    assertThat(sine.settings().samplesPerSecond()).isEqualTo(2);
  }

  @DisplayName("A walk goes on from its level when seed or step change, decay from where it is")
  @Test
  void changeOfState() {
    SignalGenerator walk = SignalGenerator.of(Waveform.RANDOM_WALK);
    double level = walk.at(1000);
    walk.change(settings -> settings.withAmplitude(0).withSeed(99));
    assertThat(walk.at(2000)).isEqualTo(level);

    SignalGenerator damped = SignalGenerator.of(Waveform.DAMPED_OSCILLATION);
    damped.at(50);
    damped.change(settings -> settings.withDecayPerSecond(0));
    assertThat(damped.at(502.5 + 0.5))
        .isCloseTo(15 * Math.exp(-0.5) * Math.sin(2 * Math.PI * 0.3), within(1e-9));
  }

  @DisplayName("A change that is refused changes nothing")
  @Test
  void refusedChange() {
    SignalGenerator sine = SignalGenerator.of(Waveform.SINE);
    assertThatThrownBy(() -> sine.change(s -> s.withAmplitude(20).withFrequencyHertz(-1)))
        .hasMessage("frequency in Hz must be from 0 to 1000000: -1");
    assertThat(sine.settings()).isEqualTo(Waveform.SINE.settings());
  }

  @DisplayName("Settings may be changed by one thread while others read")
  @Test
  void threads() throws Exception {
    SignalGenerator noise = SignalGenerator.of(Waveform.UNIFORM_NOISE);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      Future<?> changer =
          threads.submit(
              () -> {
                for (int i = 1; i <= 2000; i++) {
                  double size = i;
                  noise.change(s -> s.withAmplitude(size).withDecayPerSecond(size));
                }
              });
      List<Future<Boolean>> readers =
          List.of(threads.submit(() -> consistent(noise)), threads.submit(() -> consistent(noise)));
      changer.get();
      for (Future<Boolean> reader : readers) {
        assertThat(reader.get()).as("amplitude and decay were seen together").isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean consistent(SignalGenerator noise) {
    for (int t = 0; t < 2000; t++) {
      SignalSettings seen = noise.settings();
      boolean whole = seen.amplitude() == seen.decayPerSecond() || seen.decayPerSecond() == 0;
      if (!whole || Math.abs(noise.at(t)) > 2000) {
        return false;
      }
    }
    return true;
  }

  @DisplayName("Signals are added, raised, scaled and held within bounds")
  @Test
  void composition() {
    Signal signal =
        SignalGenerator.of(Waveform.SINE)
            .plus(seconds -> seconds)
            .scaled(2)
            .offset(40)
            .clamped(30, 60);
    double[] samples = signal.samples(1, 40);
    for (int t = 0; t < 40; t++) {
      double plain = 2 * (10 * Math.sin(2 * Math.PI * 0.1 * t) + t) + 40;
      assertThat(samples[t]).isCloseTo(Math.max(30, Math.min(60, plain)), within(1e-11));
    }
    assertThat(Signal.constant(3).at(9)).isEqualTo(3);
  }

  @DisplayName("What makes no sense is refused")
  @Test
  void refusals() {
    SignalSettings sine = Waveform.SINE.settings();
    assertThatThrownBy(() -> sine.withAmplitude(Double.NaN))
        .hasMessage("amplitude must be from 0 to 1000000000000: NaN");
    assertThatThrownBy(() -> sine.withSamplesPerSecond(0))
        .hasMessage("samples per second must be from 1.0E-6 to 1000000: 0");
    assertThatThrownBy(() -> sine.withDecayPerSecond(-1)).hasMessageContaining("decay");
    assertThatThrownBy(() -> Signal.constant(1).clamped(2, 1))
        .hasMessage("bounds of a signal must not cross: min 2.0, max 1.0");
    assertThatThrownBy(() -> Signal.constant(1).scaled(Double.NaN))
        .hasMessage("scale must be finite: NaN");
    assertThatThrownBy(() -> SignalGenerator.of(Waveform.SINE).at(-1))
        .hasMessageStartingWith("time in seconds must be from 0 to");
    assertThatThrownBy(() -> SignalGenerator.of(Waveform.RANDOM_WALK).at(1e12))
        .hasMessageStartingWith("random samples up to second 1.0E12 must be from 0 to 1000000000");
    assertThat(SignalGenerator.of(Waveform.SINE).at(1e12)).as("waves may leap").isFinite();
    assertThatThrownBy(() -> Signal.constant(1).samples(0, 1))
        .hasMessageStartingWith("samples per second");
  }
}

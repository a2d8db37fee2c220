package dev.qoe.core.service.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.core.service.Certainty;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Speech codecs")
class SpeechCodecTest {

  private static Stream<SpeechCodec> all() {
    return Stream.of(NarrowbandCodec.values(), WidebandCodec.values(), FullbandCodec.values())
        .flatMap(Stream::of);
  }

  @Test
  @DisplayName("are found by name and by label, whatever the punctuation")
  void found() {
    assertThat(NarrowbandCodec.named("g729a_vad")).isEqualTo(NarrowbandCodec.G729A_VAD);
    assertThat(NarrowbandCodec.named("G.729A+VAD")).isEqualTo(NarrowbandCodec.G729A_VAD);
    assertThat(NarrowbandCodec.named("G.711 no PLC")).isEqualTo(NarrowbandCodec.G711);
    assertThat(WidebandCodec.named("AMR-WB 12.65")).isEqualTo(WidebandCodec.AMR_WB_12_65);
    assertThat(FullbandCodec.named("evs-swb 24.4")).isEqualTo(FullbandCodec.EVS_SWB_24_4);
  }

  @Test
  @DisplayName("list those of their band when a name is unknown")
  void unknown() {
    assertThatThrownBy(() -> NarrowbandCodec.named("AMR-WB 12.65"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("unknown codec 'AMR-WB 12.65'; known in this band are G711, ")
        .hasMessageContaining("G729A_VAD");
    assertThatThrownBy(() -> WidebandCodec.named("G.711")).hasMessageContaining("AMR_WB_12_65");
    assertThatThrownBy(() -> FullbandCodec.named("")).hasMessageContaining("EVS_SWB_13_2");
  }

  @Test
  @DisplayName("have a name and a label of their own within their band")
  void distinct() {
    for (NarrowbandCodec codec : NarrowbandCodec.values()) {
      assertThat(NarrowbandCodec.named(codec.name())).isEqualTo(codec);
      assertThat(NarrowbandCodec.named(codec.label())).isEqualTo(codec);
    }
    for (WidebandCodec codec : WidebandCodec.values()) {
      assertThat(WidebandCodec.named(codec.name())).isEqualTo(codec);
      assertThat(WidebandCodec.named(codec.label())).isEqualTo(codec);
    }
    for (FullbandCodec codec : FullbandCodec.values()) {
      assertThat(FullbandCodec.named(codec.name())).isEqualTo(codec);
      assertThat(FullbandCodec.named(codec.label())).isEqualTo(codec);
    }
  }

  @Test
  @DisplayName("without an ITU value are marked as engineering profiles, and no others are")
  void profiles() {
    assertThat(all())
        .allSatisfy(
            codec ->
                assertThat(codec.standardised())
                    .as(codec.name())
                    .isEqualTo(codec.certainty() != Certainty.ENGINEERING));
    assertThat(all().filter(codec -> !codec.standardised()).map(SpeechCodec::name))
        .allMatch(name -> name.matches("AMR_\\d.*|ILBC.*|OPUS.*"))
        .hasSize(12);
  }

  @Test
  @DisplayName("rate AMR-WB at 23.85 kbit/s worse than at 23.05, as the tables do")
  void theTablesOddity() {
    assertThat(WidebandCodec.AMR_WB_23_85.ie()).isGreaterThan(WidebandCodec.AMR_WB_23_05.ie());
    assertThat(WidebandCodec.AMR_WB_23_85.ie(Listening.DIOTIC))
        .isGreaterThan(WidebandCodec.AMR_WB_23_05.ie(Listening.DIOTIC));
  }

  @Test
  @DisplayName("can be compared across bands in one direction")
  void bridges() {
    assertThat(NarrowbandCodec.G711.ieOnWidebandScale()).isEqualTo(35.8);
    assertThat(WidebandCodec.AMR_WB_12_65.ieOnFullbandScale()).isEqualTo(32);
  }
}

package dev.qoe.sim.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {

  @TempDir private Path folder;

  @DisplayName("The two films that come with the library have their known shape")
  @Test
  void shipped() {
    Manifest bunny = Manifest.bigBuckBunny();
    assertThat(bunny).hasToString("Big Buck Bunny: 199 segments of 3.0 s, 230 to 6000 kbit/s");
    assertThat(bunny.qualities()).isEqualTo(10);
    assertThat(bunny.sizeBits(1, 0)).isEqualTo(382_840);
    Manifest envivio = Manifest.envivio();
    assertThat(envivio).hasToString("Envivio: 49 segments of 4.0 s, 300 to 4300 kbit/s");
    assertThat(envivio.sizeBits(0, 5)).isEqualTo(8 * 2_354_772);
    assertThat(envivio.sizeBits(1, 0)).isEqualTo(8 * 155_580);
  }

  @DisplayName("A folder of Pensieve's size files is read as a film")
  @Test
  void pensieveFolder() throws IOException {
    for (int q = 0; q < 6; q++) {
      Files.writeString(folder.resolve("video_size_" + q), (q + 1) + "00\n" + (q + 1) + "50\n");
    }

    Manifest film = Manifest.read(folder);
    assertThat(film.segments()).isEqualTo(2);
    assertThat(film.sizeBits(1, 5)).isEqualTo(8 * 650);

    Files.writeString(folder.resolve("video_size_3"), "1\n");
    assertThatThrownBy(() -> Manifest.read(folder))
        .hasMessage(folder + ": video_size_3 must have as many lines as video_size_0, 2: 1");
    Files.writeString(folder.resolve("video_size_3"), "1\n2.5\n");
    assertThatThrownBy(() -> Manifest.read(folder))
        .hasMessage(folder + "/video_size_3: size 2 must be a whole number of bytes: '2.5'");
  }

  @DisplayName("Films that contradict themselves are refused with place, value and rule")
  @Test
  void refuses() {
    assertRefused("[", "not JSON: ");
    assertRefused("{}", "segment_duration_ms must be a number: ");
    assertRefused(film("0", "[1,2]", "[[1,2]]"), "segment duration in ms must be from 1 to");
    assertRefused(film("1000", "[2,1]", "[[1,2]]"), "bitrates must rise: 1 kbit/s after 2");
    assertRefused(film("1000", "[-2,1]", "[[1,2]]"), "bitrate in kbit/s must be finite and > 0");
    assertRefused(film("1000", "[]", "[[]]"), "bitrate in kbit/s is missing; give at least one");
    assertRefused(film("1000", "1", "[]"), "bitrates_kbps must be an array of numbers: 1");
    assertRefused(film("1000", "[1,\"a\"]", "[]"), "bitrates_kbps[1] must be a number: \"a\"");
    assertRefused(film("1000", "[1,2]", "[]"), "film has no segments; it needs at least one");
    assertRefused(
        film("1000", "[1,2]", "[[1]]"),
        "segment 0 must have a size for each of 2 qualities: 1 sizes");
    assertRefused(
        film("1000", "[1,2]", "[[1,2],[1,-2]]"), "size of segment 1 in bits must be from 1 to");
  }

  private static String film(String duration, String bitrates, String sizes) {
    return "{\"segment_duration_ms\":%s,\"bitrates_kbps\":%s,\"segment_sizes_bits\":%s}"
        .formatted(duration, bitrates, sizes);
  }

  private void assertRefused(String content, String rule) {
    Path file = folder.resolve("film.json");
    assertThatThrownBy(() -> Manifest.read(Files.writeString(file, content)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file + ": " + rule);
  }

  @DisplayName("A film of constant bitrate has segments of their nominal size")
  @Test
  void constantBitrate() {
    Manifest film = Manifest.constantBitrate(Duration.ofMillis(1500), 7, 100, 200);

    assertThat(film.segments()).isEqualTo(7);
    assertThat(film.sizeBits(6, 1)).isEqualTo(300_000);
    assertThat(film.top()).isEqualTo(1);
  }

  @DisplayName("A film's file may say what its pictures are like")
  @Test
  void representations() throws IOException {
    String film = film("1000", "[1,2]", "[[1,2]]").replaceFirst("}$", ",\"representations\":%s}");
    Path file = folder.resolve("film.json");
    String one = "{\"resolution\":\"640x360\",\"fps\":25,\"codec\":\"h264\"}";
    String other = "{\"resolution\":\"1280x720\",\"fps\":50,\"codec\":\"vp9\"}";

    Manifest read =
        Manifest.read(Files.writeString(file, film.formatted("[%s,%s]".formatted(one, other))));

    assertThat(read.ladder().orElseThrow().get(0)).isEqualTo(Representation.of(640, 360));
    assertThat(read.ladder().orElseThrow().get(1)).hasToString("1280x720 at 50 frames/s in vp9");
    assertRefused(film.formatted("3"), "representations must be an array of objects: 3");
    assertRefused(
        film.formatted("[%s]".formatted(one)),
        "representations: ladder must have a representation for each of 2 qualities: it has 1");
    assertRefused(
        film.formatted("[%s,{}]".formatted(one)), "representations[1]: fps must be a number: ");
    assertRefused(
        film.formatted("[%s]".formatted(one.replace("h264", "av1"))),
        "representations[0]: video codec must be one of ");
  }
}

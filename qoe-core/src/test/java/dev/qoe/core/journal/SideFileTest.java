package dev.qoe.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A side file of a journal")
class SideFileTest {

  private static final String NAME = "side";

  @Test
  @DisplayName("holds nothing, then what it was last given")
  void replaced() throws Exception {
    SideFile file = new SideFile(new TornDisk(new Random(1)), NAME);
    assertThat(file.read()).isEmpty();
    file.replace(bytes("one, which is longer"));
    file.replace(bytes("two"));
    assertThat(text(file.read())).isEqualTo("two");
    file.replace(bytes(""));
    assertThat(text(file.read())).isEmpty();
  }

  @Test
  @DisplayName("holds the old or the new content after a loss of power, the new one once told so")
  void torn() throws Exception {
    long seed = Long.getLong("qoe.seed", new Random().nextLong());
    TornDisk disk = new TornDisk(new Random(seed));
    new SideFile(disk, NAME).replace(bytes("0"));
    String before = "0";
    for (int round = 1; round < 100; round++) {
      disk.failingForces(0.3).failingCreations(0.2);
      String next = Integer.toString(round).repeat(600);
      boolean told = true;
      try {
        new SideFile(disk, NAME).replace(bytes(next));
      } catch (IOException e) {
        told = false;
      }
      disk = disk.powerOn();
      String found = text(new SideFile(disk, NAME).read());
      assertThat(found).as("seed %d", seed).isIn(told ? next : before, next);
      before = found;
    }
  }

  @Test
  @DisplayName("is not read if it is corrupt")
  void corrupt() throws Exception {
    TornDisk disk = new TornDisk(new Random(1));
    SideFile file = new SideFile(disk, NAME);
    file.replace(bytes("content"));
    disk.flip(NAME, 18);
    assertThatThrownBy(file::read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("file 'side' in 'torn disk' is corrupt: remove it");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Optional<ByteBuffer> content) {
    return StandardCharsets.UTF_8.decode(content.orElseThrow()).toString();
  }
}

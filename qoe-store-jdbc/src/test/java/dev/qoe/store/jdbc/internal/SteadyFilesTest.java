package dev.qoe.store.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file system under an embedded store. */
class SteadyFilesTest {

  @TempDir Path folder;
  private FilePath path;

  @BeforeEach
  void register() {
    SteadyFiles.register();
    path = FilePath.get(SteadyFiles.SCHEME + ":" + folder.resolve("data"));
  }

  @Test
  @DisplayName("What is written is read back, from heap and direct buffers, and is in the file")
  void writesAndReads() throws IOException {
    try (FileChannel file = path.open("rw")) {
      assertThat(file.write(direct("world"), 6)).isEqualTo(5);
      assertThat(file.write(heap("hello "), 0)).isEqualTo(6);
      assertThat(file.size()).isEqualTo(11);
      ByteBuffer part = ByteBuffer.allocate(8).position(3);
      assertThat(file.read(part, 6)).isEqualTo(5);
      assertThat(text(part.flip().position(3))).isEqualTo("world");
      ByteBuffer whole = ByteBuffer.allocateDirect(20);
      assertThat(file.read(whole, 0)).isEqualTo(11);
      assertThat(text(whole.flip())).isEqualTo("hello world");
      assertThat(file.read(ByteBuffer.allocate(1), 11)).isEqualTo(-1);
      file.force(true);
    }
    assertThat(folder.resolve("data")).hasContent("hello world");
  }

  @Test
  @DisplayName("A file is cut but not made longer")
  void truncates() throws IOException {
    Files.writeString(folder.resolve("data"), "hello world");
    try (FileChannel file = path.open("rw")) {
      file.truncate(20);
      assertThat(file.size()).isEqualTo(11);
      file.truncate(5);
    }
    assertThat(folder.resolve("data")).hasContent("hello");
  }

  @Test
  @DisplayName("An interrupted thread reads and writes, and others go on")
  void interrupted() throws IOException {
    try (FileChannel file = path.open("rw")) {
      Thread.currentThread().interrupt();
      file.write(heap("hello"), 0);
      ByteBuffer read = ByteBuffer.allocate(5);
      file.read(read, 0);
      file.force(false);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(file.isOpen()).isTrue();
      assertThat(text(read.flip())).isEqualTo("hello");
      assertThat(file.size()).isEqualTo(5);
    }
  }

  @Test
  @DisplayName("Who comes second does not get the lock")
  void locks() throws IOException {
    try (FileChannel first = path.open("rw");
        FileChannel second = path.open("rw")) {
      FileLock lock = first.tryLock();
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(second::tryLock).isInstanceOf(OverlappingFileLockException.class);
      lock.release();
      assertThat(second.tryLock()).isNotNull();
    }
  }

  @Test
  @DisplayName("Threads that read and write at other places do not disturb each other")
  void threads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try (FileChannel file = path.open("rw")) {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        String text = "thread " + i;
        long at = 1_000L * i;
        done.add(threads.submit(() -> writeAndReadOften(file, text, at)));
      }
      for (Future<?> each : done) {
        each.get(30, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static long writeAndReadOften(FileChannel file, String text, long at) throws IOException {
    for (int round = 0; round < 2_000; round++) {
      String written = text + " round " + round;
      file.write(heap(written), at);
      ByteBuffer read = ByteBuffer.allocate(written.length());
      file.read(read, at);
      assertThat(text(read.flip())).isEqualTo(written);
    }
    return file.size();
  }

  private static ByteBuffer heap(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ByteBuffer direct(String text) {
    return ByteBuffer.allocateDirect(text.length()).put(heap(text)).flip();
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }
}

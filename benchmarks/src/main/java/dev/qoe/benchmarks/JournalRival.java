package dev.qoe.benchmarks;

import dev.qoe.core.journal.Journal;
import dev.qoe.core.journal.JournalOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFileFactory;
import org.apache.activemq.artemis.core.journal.EncodingSupport;
import org.apache.activemq.artemis.core.journal.IOCompletion;
import org.apache.activemq.artemis.core.journal.PreparedTransactionInfo;
import org.apache.activemq.artemis.core.journal.RecordInfo;
import org.apache.activemq.artemis.core.journal.impl.JournalImpl;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * Something that makes measurements outlive a loss of power, many at a time.
 *
 * <p><i>Thread-safe</i>: {@link #append} may be called from many threads.
 */
interface JournalRival {

  /** Takes one measurement; returns false if there is no room now. */
  boolean append(int series, long epochMicros, double value) throws Exception;

  /** Calls {@code action} once all that this thread has appended is durable. */
  void whenDurable(Runnable action) throws Exception;

  /** Returns the number of records read back from what a closed one left. */
  long recover() throws Exception;

  /** Ends its threads and closes its files. */
  void close() throws Exception;

  /** This library's journal, as it is set up out of the box. */
  final class Own implements JournalRival {
    private final Path folder;
    private final Journal journal;
    private final ThreadLocal<long[]> last = ThreadLocal.withInitial(() -> new long[1]);

    Own(Path folder) throws IOException {
      this.folder = folder;
      journal = Journal.open(folder, JournalOptions.standard());
    }

    @Override
    public boolean append(int series, long epochMicros, double value) {
      long sequence = journal.append(series, epochMicros, epochMicros, value, 1, 0);
      if (sequence > 0) {
        last.get()[0] = sequence;
      }
      return sequence > 0;
    }

    @Override
    public void whenDurable(Runnable action) {
      journal.whenDurable(last.get()[0], (sequence, durable) -> action.run());
    }

    @Override
    public long recover() throws IOException {
      long[] count = new long[2];
      try (Journal opened = Journal.open(folder, JournalOptions.standard())) {
        opened.replay(
            1,
            opened.firstSequence(),
            (sequence, id, epoch, ingest, value, quality, flags) -> {
              count[0]++;
              count[1] += id + epoch + ingest + flags + (long) (value + quality);
            });
      }
      return count[1] == Long.MIN_VALUE ? -1 : count[0];
    }

    @Override
    public void close() {
      journal.close();
    }
  }

  /** The journal of ActiveMQ Artemis over NIO files, forced, with a buffer of 490 KiB. */
  final class Artemis implements JournalRival {
    private static final int FILE_BYTES = 64 * 1024 * 1024;
    private static final int BUFFER_BYTES = 490 * 1024;
    private static final int BUFFER_NANOS = 5_000_000;
    private static final byte TYPE = 11;

    private final Path folder;
    private final JournalImpl journal;
    private final AtomicLong nextId = new AtomicLong(1);
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong given = new AtomicLong();

    Artemis(Path folder) throws Exception {
      this.folder = folder;
      journal = opened();
    }

    private JournalImpl opened() {
      NIOSequentialFileFactory files =
          new NIOSequentialFileFactory(folder.toFile(), true, BUFFER_BYTES, BUFFER_NANOS, 1, false);
      return new JournalImpl(FILE_BYTES, 2, -1, 0, 0, files, "rival", "jnl", 1);
    }

    /** Starts a journal on an empty folder. */
    Artemis start() throws Exception {
      journal.start();
      journal.load(new ArrayList<>(), new ArrayList<>(), null);
      return this;
    }

    @Override
    public boolean append(int series, long epochMicros, double value) throws Exception {
      given.incrementAndGet();
      append(series, epochMicros, value, done::incrementAndGet);
      return given.get() - done.get() < 800_000; // as much memory as ours has
    }

    private void append(int series, long epochMicros, double value, Runnable action)
        throws Exception {
      EncodingSupport record =
          new EncodingSupport() {
            @Override
            public int getEncodeSize() {
              return 32;
            }

            @Override
            public void encode(ActiveMQBuffer buffer) {
              buffer.writeInt(series);
              buffer.writeInt(0);
              buffer.writeLong(epochMicros);
              buffer.writeLong(epochMicros);
              buffer.writeDouble(value);
            }

            @Override
            public void decode(ActiveMQBuffer buffer) {}
          };
      IOCompletion completion =
          new IOCompletion() {
            @Override
            public void storeLineUp() {}

            @Override
            public void done() {
              action.run();
            }

            @Override
            public void onError(int code, String message) {
              throw new IllegalStateException(message);
            }
          };
      journal.appendAddRecord(nextId.getAndIncrement(), TYPE, record, true, completion);
    }

    @Override
    public void whenDurable(Runnable action) throws Exception {
      append(0, 0, 0, action);
    }

    @Override
    public long recover() throws Exception {
      JournalImpl read = opened();
      read.start();
      List<RecordInfo> records = new ArrayList<>();
      List<PreparedTransactionInfo> prepared = new ArrayList<>();
      read.load(records, prepared, null);
      read.stop();
      return records.size();
    }

    @Override
    public void close() throws Exception {
      journal.stop();
    }
  }

  /** H2's MVStore: a map from sequence to bytes, committed and forced every 5 ms by a thread. */
  final class MvStore implements JournalRival {
    private static final String MAP = "journal";
    private static final long PAUSE_MILLIS = 5;

    private final Path file;
    private final MVStore store;
    private final MVMap<Long, byte[]> map;
    private final AtomicLong nextId = new AtomicLong(1);
    private final List<Runnable> waiting = new ArrayList<>();
    private final Thread committer;
    private volatile boolean open = true;

    MvStore(Path folder) {
      file = folder.resolve("rival.mv");
      store = builder().open();
      map = store.openMap(MAP);
      committer = new Thread(this::commit, "rival");
      committer.start();
    }

    private MVStore.Builder builder() {
      return new MVStore.Builder().fileName(file.toString()).autoCommitDisabled();
    }

    private void commit() {
      try {
        while (open) {
          List<Runnable> settled;
          synchronized (waiting) {
            settled = List.copyOf(waiting);
            waiting.clear();
          }
          store.commit();
          store.sync();
          settled.forEach(Runnable::run);
          Thread.sleep(PAUSE_MILLIS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public boolean append(int series, long epochMicros, double value) {
      ByteBuffer bytes = ByteBuffer.allocate(32);
      bytes.putInt(series).putInt(0).putLong(epochMicros).putLong(epochMicros).putDouble(value);
      map.append(nextId.getAndIncrement(), bytes.array());
      return true;
    }

    @Override
    public void whenDurable(Runnable action) {
      synchronized (waiting) {
        waiting.add(action);
      }
    }

    @Override
    public long recover() {
      try (MVStore opened = builder().open()) {
        MVMap<Long, byte[]> read = opened.openMap(MAP);
        long count = 0;
        for (var cursor = read.cursor(null); cursor.hasNext(); cursor.next()) {
          count += cursor.hasNext() ? 1 : 0;
        }
        return count;
      }
    }

    @Override
    public void close() throws InterruptedException {
      open = false;
      committer.join();
      store.close();
    }
  }

  /** The time within which a rival must become durable before a run is called failed. */
  Duration PATIENCE = Duration.ofMinutes(2);
}

package dev.qoe.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * A folder on a disk that keeps what was forced, and of the rest whatever chance leaves: sectors of
 * a write in any combination, changes of names up to any point. It can also fill up, write less
 * than asked and fail to force.
 *
 * <p><i>Thread-safe.</i>
 */
public final class TornDisk implements Storage {

  private static final int SECTOR = 512;

  private final Random random;
  private final Map<String, Inode> names = new LinkedHashMap<>();
  private final List<Runnable> unforcedNames = new ArrayList<>();
  private final Map<String, Inode> durableNames = new TreeMap<>();

  private boolean shortWrites;
  private boolean forgetful;
  private double failingForces;
  private double failingCreations;
  private long room = Long.MAX_VALUE;
  private boolean powered = true;
  private int forces;

  /** The content of a file: as the process sees it, and as the disk has it. */
  private static final class Inode {
    private byte[] seen = new byte[0];
    private byte[] durable = new byte[0];
    private final List<Integer> dirty = new ArrayList<>();
  }

  TornDisk(Random random) {
    this.random = random;
  }

  /** Returns a new disk. */
  public static TornDisk of(Random random) {
    return new TornDisk(random);
  }

  /** Opens the journal that is on it. */
  public Journal journal(JournalOptions options) throws IOException {
    return Journal.open(this, options, System::nanoTime, () -> {}, () -> {});
  }

  synchronized TornDisk shortWrites(boolean on) {
    shortWrites = on;
    return this;
  }

  /** A failed force forgets that anything was to be written, as Linux does. */
  public synchronized TornDisk failingForces(double probability) {
    failingForces = probability;
    forgetful = true;
    return this;
  }

  public synchronized TornDisk failingCreations(double probability) {
    failingCreations = probability;
    return this;
  }

  /** Leaves room for so many more bytes. */
  synchronized TornDisk room(long bytes) {
    room = bytes;
    return this;
  }

  synchronized int forces() {
    return forces;
  }

  /** Cuts the power: from now on nothing works, on this disk, until it is started again. */
  public synchronized void powerOff() {
    powered = false;
  }

  /** Returns the disk as it is found when the power is back. */
  public synchronized TornDisk powerOn() {
    powered = false;
    int kept = random.nextInt(unforcedNames.size() + 1);
    unforcedNames.subList(0, kept).forEach(Runnable::run);
    TornDisk found = new TornDisk(random);
    durableNames.forEach(
        (name, inode) -> {
          Inode left = new Inode();
          left.durable = afterPowerLoss(inode);
          left.seen = left.durable.clone();
          found.names.put(name, left);
          found.durableNames.put(name, left);
        });
    return found;
  }

  /** Returns the disk as a process finds it that was started after another one was killed. */
  public synchronized TornDisk afterKill() {
    powered = false;
    TornDisk found = new TornDisk(random);
    names.forEach(
        (name, inode) -> {
          Inode same = new Inode();
          same.seen = inode.seen.clone();
          same.durable = inode.durable.clone();
          same.dirty.addAll(inode.dirty);
          found.names.put(name, same);
          found.durableNames.put(name, same);
        });
    return found;
  }

  private byte[] afterPowerLoss(Inode inode) {
    byte[] left = inode.durable.clone();
    for (int sector : inode.dirty) {
      int at = sector * SECTOR;
      int fate = random.nextInt(3);
      if (fate > 0 && at < inode.seen.length) {
        int end = Math.min(at + SECTOR, inode.seen.length);
        left = left.length < end ? Arrays.copyOf(left, end) : left;
        if (fate == 1) {
          System.arraycopy(inode.seen, at, left, at, end - at);
        } else if (at >= inode.durable.length) {
          Arrays.fill(left, at, end, (byte) random.nextInt(2));
        }
      }
    }
    return left;
  }

  /** Changes one byte that lies on the disk. */
  synchronized void flip(String name, long position) {
    Inode inode = Objects.requireNonNull(names.get(name), name);
    inode.seen[(int) position] ^= 0x40;
    inode.durable = inode.seen.clone();
  }

  synchronized byte[] content(String name) {
    return Objects.requireNonNull(names.get(name), name).seen.clone();
  }

  private void checkPower() throws IOException {
    if (!powered) {
      throw new IOException("no power");
    }
  }

  private Inode inode(String name) throws IOException {
    checkPower();
    Inode inode = names.get(name);
    if (inode == null) {
      throw new NoSuchFileException(name);
    }
    return inode;
  }

  @Override
  public synchronized List<String> list() throws IOException {
    checkPower();
    return List.copyOf(names.keySet());
  }

  @Override
  public synchronized boolean exists(String name) throws IOException {
    checkPower();
    return names.containsKey(name);
  }

  @Override
  public synchronized StorageFile create(String name) throws IOException {
    checkPower();
    if (names.containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
    if (random.nextDouble() < failingCreations) {
      throw new IOException("no file can be created");
    }
    Inode inode = new Inode();
    names.put(name, inode);
    unforcedNames.add(() -> durableNames.put(name, inode));
    return new TornFile(inode);
  }

  @Override
  public synchronized StorageFile open(String name) throws IOException {
    return new TornFile(inode(name));
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    Inode inode = inode(from);
    names.remove(from);
    names.put(to, inode);
    unforcedNames.add(
        () -> {
          durableNames.remove(from);
          durableNames.put(to, inode);
        });
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    inode(name);
    names.remove(name);
    unforcedNames.add(() -> durableNames.remove(name));
  }

  @Override
  public synchronized void forceFolder() throws IOException {
    checkPower();
    unforcedNames.forEach(Runnable::run);
    unforcedNames.clear();
  }

  @Override
  public String describe() {
    return "torn disk";
  }

  private final class TornFile implements StorageFile {
    private final Inode inode;

    TornFile(Inode inode) {
      this.inode = inode;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      synchronized (TornDisk.this) {
        checkPower();
        int length = source.remaining();
        if (shortWrites && length > 1) {
          length = 1 + random.nextInt(length);
        }
        if (room < length) {
          length = (int) Math.min(length, room);
          if (length == 0) {
            throw new IOException("No space left on device");
          }
        }
        room -= room == Long.MAX_VALUE ? 0 : length;
        int end = (int) position + length;
        if (inode.seen.length < end) {
          inode.seen = Arrays.copyOf(inode.seen, end);
        }
        source.get(inode.seen, (int) position, length);
        for (int sector = (int) position / SECTOR; sector * SECTOR < end; sector++) {
          inode.dirty.add(sector);
        }
        return length;
      }
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      synchronized (TornDisk.this) {
        checkPower();
        int length = (int) Math.min(target.remaining(), inode.seen.length - position);
        if (length <= 0) {
          return -1;
        }
        length = shortWrites ? 1 + random.nextInt(length) : length;
        target.put(inode.seen, (int) position, length);
        return length;
      }
    }

    @Override
    public long size() throws IOException {
      synchronized (TornDisk.this) {
        checkPower();
        return inode.seen.length;
      }
    }

    @Override
    public void truncate(long length) throws IOException {
      synchronized (TornDisk.this) {
        checkPower();
        inode.seen = Arrays.copyOf(inode.seen, (int) Math.min(length, inode.seen.length));
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (TornDisk.this) {
        checkPower();
        forces++;
        if (random.nextDouble() < failingForces) {
          inode.durable = afterPowerLoss(inode);
          if (forgetful) {
            inode.dirty.clear();
          }
          throw new IOException("Input/output error");
        }
        if (inode.dirty.isEmpty() && inode.durable.length <= inode.seen.length) {
          return; // what an earlier failure forgot is not written now either
        }
        byte[] forced = Arrays.copyOf(inode.durable, inode.seen.length);
        for (int sector : inode.dirty) {
          int at = sector * SECTOR;
          int end = Math.min(at + SECTOR, inode.seen.length);
          if (at < end) {
            System.arraycopy(inode.seen, at, forced, at, end - at);
          }
        }
        inode.durable = forced;
        inode.dirty.clear();
      }
    }

    @Override
    public void close() {}
  }
}

package dev.qoe.store.jdbc.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system of H2 whose files stay open whatever happens to the threads that use them: a
 * channel is closed for all when one of them is interrupted.
 *
 * <p>H2's own way round that ({@code async:}) hands each read to another thread, which takes some
 * ten times as long as the read. Thread-safe.
 */
public final class SteadyFiles extends FilePathWrapper {

  /** Names it in a URL of H2: {@code jdbc:h2:qoe:...}. */
  public static final String SCHEME = "qoe";

  /** Creates a path of it; for H2, which names it afterwards. */
  public SteadyFiles() {}

  /** Makes it known to H2, for as long as that is loaded; may be called more than once. */
  public static void register() {
    FilePath.register(new SteadyFiles());
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new SteadyFile(new RandomAccessFile(getBase().toString(), mode), name);
  }

  /** An open file; one thread at a time reads or writes. */
  private static final class SteadyFile extends FileBaseDefault {
    private final RandomAccessFile file;
    private final String name;

    private SteadyFile(RandomAccessFile file, String name) {
      this.file = file;
      this.name = name;
    }

    @Override
    public synchronized int read(ByteBuffer to, long position) throws IOException {
      byte[] bytes = to.hasArray() ? to.array() : new byte[to.remaining()];
      int offset = to.hasArray() ? to.arrayOffset() + to.position() : 0;
      file.seek(position);
      int count = file.read(bytes, offset, to.remaining());
      if (count > 0) {
        if (to.hasArray()) {
          to.position(to.position() + count);
        } else {
          to.put(bytes, 0, count);
        }
      }
      return count;
    }

    @Override
    public synchronized int write(ByteBuffer from, long position) throws IOException {
      int count = from.remaining();
      file.seek(position);
      if (from.hasArray()) {
        file.write(from.array(), from.arrayOffset() + from.position(), count);
        from.position(from.limit());
      } else {
        byte[] bytes = new byte[count];
        from.get(bytes);
        file.write(bytes);
      }
      return count;
    }

    @Override
    public long size() throws IOException {
      return file.length();
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      if (size < file.length()) {
        file.setLength(size);
      }
    }

    @Override
    public void force(boolean metaData) throws IOException {
      // takes long, and others may read meanwhile: not synchronized
      file.getFD().sync();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.getChannel().tryLock(position, size, shared);
    }

    @Override
    protected synchronized void implCloseChannel() throws IOException {
      file.close();
    }

    @Override
    public String toString() {
      return name;
    }
  }
}

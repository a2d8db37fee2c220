package dev.qoe.plugin.pm;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;

/** A performance file on disk, plain or gzip: which of them, its first bytes say. */
final class PmFile {

  private static final int BUFFER = 1 << 16;
  private static final int GZIP_MAGIC = 0x8b1f;

  private PmFile() {}

  /** Returns the file's bytes, unpacked. */
  static InputStream open(Path path) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(path), BUFFER);
    try {
      raw.mark(2);
      int magic = raw.read() | raw.read() << 8;
      raw.reset();
      return magic == GZIP_MAGIC ? new GZIPInputStream(raw, BUFFER) : raw;
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /** Returns 64 bits of checksum over the file as it is on disk. */
  static long checksum(Path path) throws IOException {
    CRC32 one = new CRC32();
    CRC32C other = new CRC32C();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(path)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        one.update(buffer, 0, read);
        other.update(buffer, 0, read);
      }
    }
    return one.getValue() << 32 | other.getValue();
  }
}

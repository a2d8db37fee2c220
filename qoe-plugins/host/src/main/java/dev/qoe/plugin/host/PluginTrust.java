package dev.qoe.plugin.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * Which plugin files may be loaded: all, or those whose checksum or signer is on a list.
 *
 * <p>A list of checksums and a list of signers may be given together; a file needs to be on one of
 * them. A signature counts only if it covers every entry of the file. Immutable.
 *
 * @since 0.1
 */
public final class PluginTrust {

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern UNSIGNABLE =
      Pattern.compile("META-INF/(MANIFEST\\.MF|[^/]+\\.(SF|RSA|DSA|EC)|SIG-[^/]+)");

  private final boolean all;
  private final Set<String> checksums;
  private final Set<Certificate> signers;

  private PluginTrust(boolean all, Set<String> checksums, Set<Certificate> signers) {
    this.all = all;
    this.checksums = Set.copyOf(checksums);
    this.signers = Set.copyOf(signers);
  }

  /** Returns the trust in every file. */
  public static PluginTrust all() {
    return new PluginTrust(true, Set.of(), Set.of());
  }

  /** Returns the trust in no file; lists are added to it. */
  public static PluginTrust none() {
    return new PluginTrust(false, Set.of(), Set.of());
  }

  /**
   * Returns this trust, extended to files with these checksums.
   *
   * @param sha256 SHA-256 digests of files as 64 hexadecimal digits
   * @throws IllegalArgumentException if one is no such digest
   */
  public PluginTrust andChecksums(Collection<String> sha256) {
    Set<String> more = new HashSet<>(checksums);
    for (String text : sha256) {
      String digest = text.toLowerCase(Locale.ROOT);
      if (!SHA_256.matcher(digest).matches()) {
        throw new IllegalArgumentException(
            "checksum of a plugin must be 64 hexadecimal digits (SHA-256): '%s'".formatted(text));
      }
      more.add(digest);
    }
    return new PluginTrust(all, more, signers);
  }

  /** Returns this trust, extended to files signed with these certificates. */
  public PluginTrust andSigners(Collection<? extends Certificate> certificates) {
    Set<Certificate> more = new HashSet<>(signers);
    more.addAll(certificates);
    return new PluginTrust(all, checksums, more);
  }

  /**
   * Returns the certificates in a file (PEM or DER).
   *
   * @throws IOException if the file cannot be read or holds no certificate
   */
  public static List<Certificate> certificates(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new IOException("file '%s' holds no certificate".formatted(file));
      }
      return List.copyOf(found);
    } catch (CertificateException e) {
      throw new IOException(
          "file '%s' holds no X.509 certificate: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Passes if {@code file} may be loaded. */
  void check(Path file) throws PluginRefusedException, IOException {
    if (all) {
      return;
    }
    String checksum = sha256(file);
    if (checksums.contains(checksum)) {
      return;
    }
    if (signers.isEmpty()) {
      throw new PluginRefusedException(
          "its checksum is not on the list of trusted ones: " + checksum);
    }
    checkSignature(file, checksum);
  }

  static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Reads every entry, for only then a signature is known to hold. */
  private void checkSignature(Path file, String checksum)
      throws IOException, PluginRefusedException {
    try (JarFile jar = new JarFile(file.toFile(), true)) {
      byte[] buffer = new byte[1 << 16];
      for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        if (entry.isDirectory()
            || UNSIGNABLE.matcher(entry.getName().toUpperCase(Locale.ROOT)).matches()) {
          continue;
        }
        try (InputStream in = jar.getInputStream(entry)) {
          int read = in.read(buffer);
          while (read >= 0) {
            read = in.read(buffer);
          }
        }
        checkSigner(entry, checksum);
      }
    } catch (SecurityException e) {
      throw new PluginRefusedException("its signature does not hold: " + e.getMessage(), e);
    }
  }

  private void checkSigner(JarEntry entry, String checksum) throws PluginRefusedException {
    CodeSigner[] found = entry.getCodeSigners();
    if (found == null) {
      throw new PluginRefusedException(
          "it is not signed (entry '%s'), and its checksum is not on the list of trusted ones: %s"
              .formatted(entry.getName(), checksum));
    }
    boolean trusted =
        Arrays.stream(found)
            .map(signer -> signer.getSignerCertPath().getCertificates().get(0))
            .anyMatch(signers::contains);
    if (!trusted) {
      throw new PluginRefusedException(
          "it is signed, but by nobody on the list of trusted signers (entry '%s')"
              .formatted(entry.getName()));
    }
  }
}

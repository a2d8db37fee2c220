package dev.qoe.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Trust in plugin files")
class PluginTrustTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temp.resolve("plugins"));
  }

  private PluginStatus load(PluginTrust trust) {
    try (PluginHost host =
        PluginHost.builder().folder(folder).classPath(false).trust(trust).start()) {
      assertThat(host.plugins()).hasSize(1);
      return host.plugins().get(0);
    }
  }

  @Test
  @DisplayName("goes to files whose checksum is on the list, and to no others")
  void checksums() throws IOException {
    Path jar = PluginJar.collector("probe").in(folder);
    String checksum = PluginTrust.sha256(jar);
    assertThat(
            load(PluginTrust.none().andChecksums(List.of(checksum.toUpperCase(Locale.ROOT))))
                .state())
        .isEqualTo(PluginState.STARTED);
    PluginStatus refused = load(PluginTrust.none().andChecksums(List.of("0".repeat(64))));
    assertThat(refused.state()).isEqualTo(PluginState.REFUSED);
    assertThat(refused.cause())
        .isEqualTo("its checksum is not on the list of trusted ones: " + checksum);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PluginTrust.none().andChecksums(List.of("abc")))
        .withMessage("checksum of a plugin must be 64 hexadecimal digits (SHA-256): 'abc'");
  }

  @Test
  @DisplayName("goes to files that a trusted signer signed")
  void signed() throws Exception {
    KeyStore vendor = keys("vendor");
    sign(PluginJar.collector("probe").in(temp), folder.resolve("probe.jar"), vendor);
    assertThat(load(trusting(vendor)).state()).isEqualTo(PluginState.STARTED);
    PluginStatus stranger = load(trusting(keys("stranger")));
    assertThat(stranger.state()).isEqualTo(PluginState.REFUSED);
    assertThat(stranger.cause()).contains("signed, but by nobody on the list of trusted signers");
  }

  @Test
  @DisplayName("does not go to unsigned files, nor to what was added to or changed in signed ones")
  void tampered() throws Exception {
    KeyStore vendor = keys("vendor");
    Path plain = PluginJar.collector("probe").in(folder);
    assertThat(load(trusting(vendor)).cause()).startsWith("it is not signed (entry '");

    Path signed = sign(plain, temp.resolve("signed.jar"), vendor);
    Path added = temp.resolve("added");
    unpack(signed, added);
    Files.writeString(added.resolve("evil.txt"), "evil");
    pack(added, folder.resolve("probe.jar"));
    assertThat(load(trusting(vendor)).cause()).startsWith("it is not signed (entry 'evil.txt')");

    Files.delete(added.resolve("evil.txt"));
    Path service = added.resolve("META-INF/services/dev.qoe.api.spi.CollectorFactory");
    Files.writeString(service, "vendor.Evil");
    pack(added, folder.resolve("probe.jar"));
    assertThat(load(trusting(vendor)).cause()).startsWith("its signature does not hold: ");
  }

  @Test
  @DisplayName("needs files that hold certificates")
  void certificates() throws Exception {
    Path text = Files.writeString(temp.resolve("c.pem"), "no certificate");
    assertThatThrownBy(() -> PluginTrust.certificates(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("c.pem");
    Path empty = Files.createFile(temp.resolve("e.pem"));
    assertThatThrownBy(() -> PluginTrust.certificates(empty))
        .hasMessageContaining("holds no certificate");
    Path der = temp.resolve("c.der");
    Files.write(der, keys("vendor").getCertificate("vendor").getEncoded());
    assertThat(PluginTrust.certificates(der)).hasSize(1);
  }

  private static PluginTrust trusting(KeyStore keys) throws Exception {
    Certificate certificate = keys.getCertificate(keys.aliases().nextElement());
    return PluginTrust.none().andSigners(List.of(certificate));
  }

  private KeyStore keys(String name) throws Exception {
    Path file = temp.resolve(name + ".p12");
    if (!Files.exists(file)) {
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  name,
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=" + name,
                  "-validity",
                  "10",
                  "-keystore",
                  file.toString(),
                  "-storepass",
                  new String(PASSWORD))
              .redirectErrorStream(true)
              .start();
      assertThat(keytool.waitFor()).isZero();
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static Path sign(Path from, Path to, KeyStore keys) throws Exception {
    String alias = keys.aliases().nextElement();
    KeyStore.PrivateKeyEntry key =
        (KeyStore.PrivateKeyEntry) keys.getEntry(alias, new KeyStore.PasswordProtection(PASSWORD));
    try (ZipFile in = new ZipFile(from.toFile());
        OutputStream out = Files.newOutputStream(to)) {
      new JarSigner.Builder(key).build().sign(in, out);
    }
    return to;
  }

  private static void unpack(Path jar, Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (var entry : java.util.Collections.list(zip.entries())) {
        if (!entry.isDirectory()) {
          Path file = folder.resolve(entry.getName());
          Files.createDirectories(file.getParent());
          Files.copy(zip.getInputStream(entry), file);
        }
      }
    }
  }

  private static void pack(Path folder, Path jar) throws IOException {
    Map<String, Path> content = new java.util.LinkedHashMap<>();
    content.put("META-INF/MANIFEST.MF", folder.resolve("META-INF/MANIFEST.MF"));
    try (var files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .sorted()
          .forEach(file -> content.put(folder.relativize(file).toString(), file));
    }
    PluginJar.zip(jar, content);
  }
}

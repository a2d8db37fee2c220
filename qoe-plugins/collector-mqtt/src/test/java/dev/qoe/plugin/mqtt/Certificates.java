package dev.qoe.plugin.mqtt;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A certificate for this machine that signs itself, made by the JDK's keytool, as PEM files. */
record Certificates(Path certificate, Path key, PrivateKey privateKey, String pin) {

  private static final char[] PASSWORD = "only-for-the-test".toCharArray();

  static Certificates make(Path folder, String name) throws Exception {
    keytool(
        folder,
        name,
        "-genkeypair",
        "-keyalg",
        "RSA",
        "-keysize",
        "2048",
        "-dname",
        "CN=" + name,
        "-ext",
        "san=ip:127.0.0.1",
        "-ext",
        "bc=ca:true",
        "-storetype",
        "PKCS12");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
      keys.load(in, PASSWORD);
    }
    X509Certificate certificate = (X509Certificate) keys.getCertificate(name);
    PrivateKey key = (PrivateKey) present(keys.getKey(name, PASSWORD));
    return new Certificates(
        pem(folder.resolve(name + ".pem"), "CERTIFICATE", certificate.getEncoded()),
        pem(folder.resolve(name + ".key"), "PRIVATE KEY", key.getEncoded()),
        key,
        PinnedTrust.pin(certificate));
  }

  /** Returns a certificate for the key of {@code name}, signed by that of {@code by}. */
  static X509Certificate signed(Path folder, String name, String by) throws Exception {
    Path request = folder.resolve(name + ".csr");
    Path signed = folder.resolve(name + ".signed.pem");
    keytool(folder, name, "-certreq", "-file", request.toString());
    keytool(
        folder,
        by,
        "-gencert",
        "-infile",
        request.toString(),
        "-outfile",
        signed.toString(),
        "-rfc");
    return (X509Certificate) Tls.read(signed).iterator().next();
  }

  static X509Certificate read(Certificates of) throws Exception {
    return (X509Certificate) Tls.read(of.certificate()).iterator().next();
  }

  private static void keytool(Path folder, String name, String... what) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(what));
    command.addAll(
        List.of(
            "-alias",
            name,
            "-keystore",
            folder.resolve(name + ".p12").toString(),
            "-storepass",
            new String(PASSWORD)));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("keytool made no key");
    }
    return value;
  }

  private static Path pem(Path file, String kind, byte[] bytes) throws Exception {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, base64, kind));
  }
}

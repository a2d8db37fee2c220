package dev.qoe.plugin.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys and certificates as PKCS #12 files: an authority, what it signed, and a stranger that signed
 * itself. The JDK's keytool makes them.
 */
final class Certificates {

  static final String PASSWORD = "only-for-the-test";

  private static final String KEY_ALIAS = "own";

  private final Path folder;
  private final KeyStore own;
  private final Certificate authority;
  private final byte[] request;

  private Certificates(Path folder) throws Exception {
    this.folder = folder;
    generate("authority", "-ext", "bc:c=ca:true");
    generate("stranger", "-ext", "san=ip:127.0.0.1");
    generate("device", "-ext", "san=ip:127.0.0.1");
    authority = store(file("authority")).getCertificate(KEY_ALIAS);
    own = store(file("device"));
    request = keytool("-certreq", new byte[0], "-alias", KEY_ALIAS, "-keystore", file("device"));
  }

  /** Makes an authority and a stranger in {@code folder}. */
  static Certificates in(Path folder) throws Exception {
    return new Certificates(folder);
  }

  /** Returns keys whose certificate the authority signed, with options of keytool. */
  Path signed(String name, String... options) throws Exception {
    List<String> all =
        new ArrayList<>(List.of("-alias", KEY_ALIAS, "-keystore", file("authority")));
    all.addAll(List.of(options));
    byte[] bytes = keytool("-gencert", request, all.toArray(String[]::new));
    Certificate leaf =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    Key key = own.getKey(KEY_ALIAS, PASSWORD.toCharArray());
    store.setKeyEntry(KEY_ALIAS, key, PASSWORD.toCharArray(), new Certificate[] {leaf, authority});
    return write(name, store);
  }

  /** Returns keys that nobody trusts. */
  Path stranger() {
    return Path.of(file("stranger"));
  }

  /** Returns whom to trust: the authority. */
  Path trust() throws Exception {
    return trusting("trust", authority);
  }

  /** Returns whom to trust: the stranger alone. */
  Path trustStranger() throws Exception {
    return trusting("other-trust", store(file("stranger")).getCertificate(KEY_ALIAS));
  }

  /** Returns a file that trusts nobody, as those written without Java's own mark seem to. */
  Path trustNobody() throws Exception {
    return trusting("no-trust");
  }

  private Path trusting(String name, Certificate... certificates) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("trusted", certificate);
    }
    return write(name, store);
  }

  private Path write(String name, KeyStore store) throws Exception {
    Path path = Path.of(file(name));
    try (OutputStream out = Files.newOutputStream(path)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return path;
  }

  private String file(String name) {
    return folder.resolve(name + ".p12").toString();
  }

  private static KeyStore store(String file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private void generate(String name, String... options) throws Exception {
    List<String> all =
        new ArrayList<>(
            List.of("-alias", KEY_ALIAS, "-keyalg", "EC", "-dname", "CN=" + name, "-keystore"));
    all.add(file(name));
    all.addAll(List.of(options));
    keytool("-genkeypair", new byte[0], all.toArray(String[]::new));
  }

  private static byte[] keytool(String command, byte[] input, String... options)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    line.addAll(List.of(command, "-storetype", "PKCS12", "-storepass", PASSWORD));
    line.addAll(List.of(options));
    Process process =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (OutputStream out = process.getOutputStream()) {
      out.write(input);
    }
    byte[] answer = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IOException(
          "keytool %s: %s".formatted(command, new String(answer, StandardCharsets.UTF_8)));
    }
    return answer;
  }
}

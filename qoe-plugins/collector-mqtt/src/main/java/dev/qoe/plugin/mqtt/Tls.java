package dev.qoe.plugin.mqtt;

import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whom we trust and what we show: files that are read anew for each connection, so that
 * certificates may be changed while we run.
 *
 * <p>Immutable.
 *
 * @param authorities the file of certificates (PEM) that are trusted; empty for those of the JVM
 * @param certificate the file of our own certificate chain (PEM)
 * @param key the file of its private key (PEM, PKCS 8, not encrypted)
 * @param pins SHA-256 digests of trusted public keys, base64; empty if any will do
 * @param hostNames whether the certificate must name the host
 */
record Tls(
    Optional<Path> authorities,
    Optional<Path> certificate,
    Optional<Path> key,
    List<String> pins,
    boolean hostNames) {

  private static final char[] NO_PASSWORD = new char[0];

  Tls {
    pins = List.copyOf(pins);
  }

  /**
   * Returns a context for a new connection.
   *
   * @throws PluginException of the kind {@link ErrorKind#REJECTED} if a file cannot be used
   */
  SSLContext context() throws PluginException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(), new TrustManager[] {trust()}, null);
      return context;
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw new PluginException(
          ErrorKind.REJECTED,
          "certificates or key cannot be used: %s (they must be PEM files, the key PKCS 8 and not"
                  .formatted(e)
              + " encrypted)",
          e);
    }
  }

  private KeyManager[] keys() throws GeneralSecurityException, IOException {
    if (certificate.isEmpty() || key.isEmpty()) {
      return new KeyManager[0];
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, NO_PASSWORD);
    Certificate[] chain = read(certificate.get()).toArray(Certificate[]::new);
    store.setKeyEntry("us", privateKey(key.get()), NO_PASSWORD, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private X509TrustManager trust() throws GeneralSecurityException, IOException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore store = null;
    if (authorities.isPresent()) {
      store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, NO_PASSWORD);
      int number = 0;
      for (Certificate one : read(authorities.get())) {
        store.setCertificateEntry("authority-" + number++, one);
      }
    }
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager found) {
        return pins.isEmpty() ? found : new PinnedTrust(found, pins);
      }
    }
    throw new GeneralSecurityException("the platform has no trust manager for certificates");
  }

  static Collection<? extends Certificate> read(Path file)
      throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new GeneralSecurityException("'%s' holds no certificate".formatted(file));
      }
      return found;
    }
  }

  private static PrivateKey privateKey(Path file) throws GeneralSecurityException, IOException {
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    if (!text.contains("-----BEGIN PRIVATE KEY-----")) {
      throw new GeneralSecurityException(
          "'%s' holds no PKCS 8 key (openssl pkcs8 -topk8 -nocrypt makes one)".formatted(file));
    }
    String base64 =
        new BufferedReader(new StringReader(text.substring(text.indexOf("-----BEGIN PRIV"))))
            .lines()
            .skip(1)
            .takeWhile(line -> !line.startsWith("-----"))
            .collect(Collectors.joining());
    PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
    GeneralSecurityException last = null;
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw new GeneralSecurityException("'%s' holds a key of no known kind".formatted(file), last);
  }
}

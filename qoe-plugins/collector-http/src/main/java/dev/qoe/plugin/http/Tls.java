package dev.qoe.plugin.http;

import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Which key is shown and whom to trust, as files of PKCS #12. Immutable.
 *
 * @param keys the file with the own key and certificate
 * @param keysPassword its password
 * @param trust the file with the certificates that are trusted; those of Java if there is none
 * @param trustPassword its password
 */
record Tls(Optional<Path> keys, String keysPassword, Optional<Path> trust, String trustPassword) {

  /** Returns whether nothing differs from Java's own settings. */
  boolean isPlain() {
    return keys.isEmpty() && trust.isEmpty();
  }

  /**
   * Reads the files.
   *
   * @throws PluginException if one cannot be read
   */
  SSLContext context() throws PluginException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(), trustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new PluginException(
          ErrorKind.REJECTED,
          "keys '%s' or trusted certificates '%s' cannot be read (PKCS #12, and the right password?): %s"
              .formatted(
                  keys.map(Path::toString).orElse(""),
                  trust.map(Path::toString).orElse(""),
                  e.getMessage()),
          e);
    }
  }

  private KeyManager @Nullable [] keyManagers() throws GeneralSecurityException, IOException {
    if (keys.isEmpty()) {
      return null;
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store(keys.get(), keysPassword), keysPassword.toCharArray());
    return factory.getKeyManagers();
  }

  private TrustManager @Nullable [] trustManagers() throws GeneralSecurityException, IOException {
    if (trust.isEmpty()) {
      return null;
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store(trust.get(), trustPassword));
    return factory.getTrustManagers();
  }

  private static KeyStore store(Path file, String password)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password.toCharArray());
    }
    return store;
  }

  /** Returns the names of the files; never a password. */
  @Override
  public String toString() {
    return "keys %s, trust %s".formatted(keys, trust);
  }
}

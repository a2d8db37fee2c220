package dev.qoe.plugin.http;

import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Collections;
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
   * @throws PluginException if one cannot be read, or holds nothing of what it is there for
   */
  SSLContext context() throws PluginException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(), trustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new PluginException(
          ErrorKind.REJECTED,
          "the keys of %s cannot be used: %s".formatted(this, e.getMessage()),
          e);
    }
  }

  private KeyManager @Nullable [] keyManagers() throws GeneralSecurityException, PluginException {
    if (keys.isEmpty()) {
      return null;
    }
    KeyStore store = store(keys.get(), keysPassword);
    if (Collections.list(store.aliases()).stream().noneMatch(alias -> isKey(store, alias))) {
      throw new PluginException(
          ErrorKind.REJECTED, "'%s' holds no key of its own".formatted(keys.get()));
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, keysPassword.toCharArray());
    return factory.getKeyManagers();
  }

  private TrustManager @Nullable [] trustManagers()
      throws GeneralSecurityException, PluginException {
    if (trust.isEmpty()) {
      return null;
    }
    KeyStore store = store(trust.get(), trustPassword);
    if (store.size() == 0) {
      throw new PluginException(
          ErrorKind.REJECTED,
          "'%s' holds no certificate to trust (put it there with keytool -importcert, which marks it as trusted)"
              .formatted(trust.get()));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static boolean isKey(KeyStore store, String alias) {
    try {
      return store.isKeyEntry(alias);
    } catch (KeyStoreException e) {
      throw new IllegalStateException("a store that was loaded can be read", e);
    }
  }

  private static KeyStore store(Path file, String password)
      throws GeneralSecurityException, PluginException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password.toCharArray());
      return store;
    } catch (IOException e) {
      throw new PluginException(
          ErrorKind.REJECTED,
          "'%s' cannot be read: it must be there, be PKCS #12 and have the given password: %s"
              .formatted(file, e),
          e);
    }
  }

  /** Returns the names of the files; never a password. */
  @Override
  public String toString() {
    return "keys %s, trust %s".formatted(keys, trust);
  }
}

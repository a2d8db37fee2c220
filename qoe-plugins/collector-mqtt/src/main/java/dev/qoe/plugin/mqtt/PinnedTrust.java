package dev.qoe.plugin.mqtt;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.X509TrustManager;

/**
 * A trust that asks, beside what another asks, that the chain hold one of the pinned public keys.
 *
 * <p>A pin is the SHA-256 digest of a certificate's SubjectPublicKeyInfo, base64, as in RFC 7469,
 * section 2.4. Immutable.
 */
record PinnedTrust(X509TrustManager other, List<String> pins) implements X509TrustManager {

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    other.checkClientTrusted(chain, type);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    other.checkServerTrusted(chain, type);
    for (X509Certificate certificate : chain) {
      if (pins.contains(pin(certificate))) {
        return;
      }
    }
    throw new CertificateException(
        "the broker's public key %s is none of those pinned".formatted(pin(chain[0])));
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return other.getAcceptedIssuers();
  }

  static String pin(X509Certificate certificate) throws CertificateException {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(certificate.getPublicKey().getEncoded());
      return Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new CertificateException(e);
    }
  }
}

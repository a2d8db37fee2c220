package dev.qoe.plugin.mqtt;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.X509TrustManager;

/**
 * A trust that asks, beside what another asks, that one of the pinned public keys be the broker's
 * or have signed for it.
 *
 * <p>What a broker merely sends along does not count: anybody can send a certificate of another.
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
    for (X509Certificate certificate : signers(chain)) {
      if (pins.contains(pin(certificate))) {
        return;
      }
    }
    throw new CertificateException(
        "the broker's public key %s is none of those pinned, nor signed by one"
            .formatted(pin(chain[0])));
  }

  /** Returns the broker's certificate, those that signed it, those that signed these, and so on. */
  private List<X509Certificate> signers(X509Certificate[] chain) {
    List<X509Certificate> known = new ArrayList<>(List.of(chain));
    known.addAll(List.of(other.getAcceptedIssuers()));
    List<X509Certificate> signers = new ArrayList<>(List.of(chain[0]));
    for (int i = 0; i < signers.size(); i++) {
      for (X509Certificate candidate : known) {
        if (!signers.contains(candidate) && signed(signers.get(i), candidate)) {
          signers.add(candidate);
        }
      }
    }
    return signers;
  }

  private static boolean signed(X509Certificate certificate, X509Certificate by) {
    if (!certificate.getIssuerX500Principal().equals(by.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(by.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
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

package dev.qoe.plugin.mqtt;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A pinned key")
class PinnedTrustTest {

  @TempDir private Path folder;

  /** Trusts everybody, as one does whose authority was deceived. */
  private static X509TrustManager trusting(X509Certificate... issuers) {
    return new X509TrustManager() {
      @Override
      public void checkClientTrusted(X509Certificate[] chain, String type) {}

      @Override
      public void checkServerTrusted(X509Certificate[] chain, String type) {}

      @Override
      public X509Certificate[] getAcceptedIssuers() {
        return issuers;
      }
    };
  }

  @Test
  @DisplayName("is the broker's own or one that signed for it, not one that is only sent along")
  void counts() throws Exception {
    Certificates authority = Certificates.make(folder, "authority");
    Certificates stranger = Certificates.make(folder, "stranger");
    Certificates broker = Certificates.make(folder, "broker");
    X509Certificate root = Certificates.read(authority);
    X509Certificate other = Certificates.read(stranger);
    X509Certificate leaf = Certificates.signed(folder, "broker", "authority");
    X509Certificate[] sent = {leaf, other};

    assertPinned(broker.pin(), sent);
    assertPinned(authority.pin(), leaf, root);
    assertThatCode(
            () ->
                new PinnedTrust(trusting(root), List.of(authority.pin()))
                    .checkServerTrusted(new X509Certificate[] {leaf}, "RSA"))
        .as("an authority that need not be sent")
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () ->
                new PinnedTrust(trusting(), List.of(stranger.pin()))
                    .checkServerTrusted(sent, "RSA"))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining(broker.pin() + " is none of those pinned");
  }

  private static void assertPinned(String pin, X509Certificate... chain) {
    assertThatCode(() -> new PinnedTrust(trusting(), List.of(pin)).checkServerTrusted(chain, "RSA"))
        .doesNotThrowAnyException();
  }
}

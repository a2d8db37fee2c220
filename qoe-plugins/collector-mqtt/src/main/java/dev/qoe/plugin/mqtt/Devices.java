package dev.qoe.plugin.mqtt;

import dev.qoe.api.spi.Secrets;
import dev.qoe.plugin.mapping.RejectedRecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The devices that may tell something, and how each proves that it is the one.
 *
 * <p>A device is only named, or shows a key (as property {@value #KEY} of the message, or where a
 * template finds {@code apiKey}), or signs its messages (property {@value #SIGNATURE}: over the
 * topic, a zero byte and the payload, by the key of its certificate). Thread-safe.
 */
final class Devices {

  static final String KEY = "api-key";
  static final String SIGNATURE = "signature";

  private static final Set<String> PROOFS = Set.of("key", "certificate");

  /** How a device proves that it is the one. */
  private record Proof(Optional<String> key, Optional<Path> certificate) {}

  private final Map<String, Proof> registered;
  private final Secrets secrets;
  private final Map<Path, Known> certificates = new ConcurrentHashMap<>();

  /** A certificate as its file held it at a time. */
  private record Known(FileTime changed, Certificate certificate) {}

  private Devices(Map<String, Proof> registered, Secrets secrets) {
    this.registered = registered;
    this.secrets = secrets;
  }

  /**
   * Returns the devices that a configuration registers; all are welcome if it registers none.
   *
   * @param config names of devices, each with {@code key} (the name of a secret), {@code
   *     certificate} (a file), or nothing
   * @param mistakes gathers what is wrong
   */
  static Devices of(Map<String, Object> config, Secrets secrets, List<String> mistakes) {
    Map<String, Proof> registered = new TreeMap<>();
    config.forEach(
        (name, told) -> {
          Map<?, ?> proofs = told instanceof Map<?, ?> map ? map : Map.of();
          for (Object proof : proofs.keySet()) {
            if (!PROOFS.contains(proof.toString())) {
              mistakes.add(
                  "device '%s' has no '%s'; it has key or certificate".formatted(name, proof));
            }
          }
          registered.put(name, new Proof(text(proofs, "key"), file(name, proofs, mistakes)));
        });
    return new Devices(registered, secrets);
  }

  private static Optional<String> text(Map<?, ?> proofs, String name) {
    return Optional.ofNullable(proofs.get(name)).map(Object::toString);
  }

  private static Optional<Path> file(String device, Map<?, ?> proofs, List<String> mistakes) {
    try {
      return text(proofs, "certificate").map(Path::of);
    } catch (InvalidPathException e) {
      mistakes.add("certificate of device '%s' is no path".formatted(device));
      return Optional.empty();
    }
  }

  /** Returns whether only registered devices may tell something. */
  boolean restricted() {
    return !registered.isEmpty();
  }

  /**
   * Lets a message pass if it is of a registered device.
   *
   * @param shown the key that the message shows; empty if none
   * @throws RejectedRecordException if the device is not registered or did not prove itself
   */
  void check(String device, Optional<String> shown, Message message) {
    Proof proof = registered.get(device);
    if (proof == null) {
      throw new RejectedRecordException(
          "unknown-device", "device '%s' is not registered".formatted(device));
    }
    if (proof.key().isPresent() && !keyFits(device, proof.key().get(), shown)) {
      throw new RejectedRecordException(
          "device-key", "device '%s' did not show its key".formatted(device));
    }
    if (proof.certificate().isPresent() && !signed(device, proof.certificate().get(), message)) {
      throw new RejectedRecordException(
          "device-signature", "message of device '%s' is not signed by its key".formatted(device));
    }
  }

  private boolean keyFits(String device, String name, Optional<String> shown) {
    String wanted =
        secrets
            .find(name)
            .orElseThrow(
                () ->
                    new RejectedRecordException(
                        "device-key",
                        "there is no secret '%s', the key of device '%s'".formatted(name, device)));
    return shown
        .map(
            key ->
                MessageDigest.isEqual(
                    key.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8)))
        .orElse(false);
  }

  private boolean signed(String device, Path file, Message message) {
    String signature = message.properties().get(SIGNATURE);
    if (signature == null) {
      return false;
    }
    try {
      Certificate certificate = certificate(file);
      String algorithm = certificate.getPublicKey().getAlgorithm();
      Signature verifier =
          Signature.getInstance(
              switch (algorithm) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> algorithm;
              });
      verifier.initVerify(certificate);
      verifier.update(message.topic().getBytes(StandardCharsets.UTF_8));
      verifier.update((byte) 0);
      verifier.update(message.payload());
      return verifier.verify(Base64.getDecoder().decode(signature));
    } catch (IOException e) {
      throw new RejectedRecordException(
          "device-signature",
          "certificate '%s' of device '%s' cannot be read: %s".formatted(file, device, e));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Reads a certificate, anew when its file has changed. */
  private Certificate certificate(Path file) throws GeneralSecurityException, IOException {
    FileTime changed = Files.getLastModifiedTime(file);
    Known known = certificates.get(file);
    if (known == null || !known.changed().equals(changed)) {
      known = new Known(changed, Tls.read(file).iterator().next());
      certificates.put(file, known);
    }
    return known.certificate();
  }
}

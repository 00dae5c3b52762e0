import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.jcajce.JcaPGPObjectFactory;
import org.bouncycastle.openpgp.operator.PGPDigestCalculator;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/**
 * Makes a key to rehearse with, and verifies what it signed; for machines without GnuPG.
 *
 * <p>{@code make SECRET PUBLIC}: the passphrase is in the environment, as MAVEN_GPG_PASSPHRASE.
 * {@code verify DIRECTORY PUBLIC}: every file that ought to be signed is, by that key.
 */
class Keys {
  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "make" -> make(Path.of(arguments[1]), Path.of(arguments[2]));
      case "public" -> showPublic(Path.of(arguments[1]));
      case "verify" -> verify(Path.of(arguments[1]), Path.of(arguments[2]));
      default -> throw new IllegalArgumentException("make, public or verify");
    }
  }

  private static void make(Path secret, Path open) throws IOException, PGPException {
    var pairs = new RSAKeyPairGenerator();
    pairs.init(
        new RSAKeyGenerationParameters(BigInteger.valueOf(65537), new SecureRandom(), 3072, 100));
    var pair =
        new BcPGPKeyPair(PublicKeyAlgorithmTags.RSA_GENERAL, pairs.generateKeyPair(), new Date());
    var flags = new PGPSignatureSubpacketGenerator();
    flags.setKeyFlags(false, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
    PGPDigestCalculator sha1 = new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1);
    var key =
        new PGPSecretKey(
            PGPSignature.DEFAULT_CERTIFICATION,
            pair,
            "Rehearsal, thrown away afterwards <nobody@example.org>",
            sha1,
            flags.generate(),
            null,
            new BcPGPContentSignerBuilder(
                pair.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA256),
            new BcPBESecretKeyEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256, sha1)
                .build(System.getenv("MAVEN_GPG_PASSPHRASE").toCharArray()));
    write(secret, new PGPSecretKeyRing(List.of(key)).getEncoded());
    write(open, new PGPPublicKeyRing(List.of(key.getPublicKey())).getEncoded());
  }

  /** The public half of the key in MAVEN_GPG_KEY. */
  private static void showPublic(Path open) throws IOException, PGPException {
    try (InputStream in =
        PGPUtil.getDecoderStream(
            new java.io.ByteArrayInputStream(System.getenv("MAVEN_GPG_KEY").getBytes()))) {
      var ring = new PGPSecretKeyRing(in, new BcKeyFingerprintCalculator());
      List<PGPPublicKey> keys = new java.util.ArrayList<>();
      ring.getPublicKeys().forEachRemaining(keys::add);
      write(open, new PGPPublicKeyRing(keys).getEncoded());
    }
  }

  private static void write(Path file, byte[] packets) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ArmoredOutputStream armor = ArmoredOutputStream.builder().build(out)) {
      armor.write(packets);
    }
  }

  private static void verify(Path directory, Path open) throws IOException, PGPException {
    PGPPublicKeyRingCollection keys;
    try (InputStream in = PGPUtil.getDecoderStream(Files.newInputStream(open))) {
      keys = new PGPPublicKeyRingCollection(in, new BcKeyFingerprintCalculator());
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files = all.filter(file -> file.toString().matches(".*\\.(jar|pom|json)")).sorted().toList();
    }
    for (Path file : files) {
      Path signature = file.resolveSibling(file.getFileName() + ".asc");
      if (!Files.exists(signature) || !holds(file, signature, keys)) {
        System.err.println("not signed, or not by this key: " + directory.relativize(file));
        System.exit(1);
      }
    }
    System.out.println(files.size() + " signatures hold (Bouncy Castle)");
  }

  private static boolean holds(Path file, Path signed, PGPPublicKeyRingCollection keys)
      throws IOException, PGPException {
    try (InputStream in = PGPUtil.getDecoderStream(Files.newInputStream(signed));
        InputStream content = new BufferedInputStream(Files.newInputStream(file))) {
      var signature = ((PGPSignatureList) new JcaPGPObjectFactory(in).nextObject()).get(0);
      PGPPublicKey key = keys.getPublicKey(signature.getKeyID());
      if (key == null) {
        return false;
      }
      signature.init(new BcPGPContentVerifierBuilderProvider(), key);
      signature.update(content.readAllBytes());
      return signature.verify();
    }
  }
}

package dev.asof.online.access;

import io.grpc.util.CertificateUtils;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/**
 * A certificate, followed by those that vouch for it, and the key that is its own.
 *
 * @param chain not empty
 */
@SuppressWarnings("ArrayRecordComponent") // What gRPC takes.
record KeyedCertificate(X509Certificate[] chain, PrivateKey key) {
    private static final int CHALLENGE_BYTES = 32;

    /**
     * Reads both.
     *
     * @throws GeneralSecurityException also if the key is another certificate's
     */
    static KeyedCertificate read(TlsFiles files) throws IOException, GeneralSecurityException {
        X509Certificate[] chain;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(files.certificate()))) {
            chain = CertificateUtils.getX509Certificates(in);
        }
        if (chain.length == 0) {
            throw new CertificateException("there is no certificate in " + files.certificate());
        }
        PrivateKey key;
        try (InputStream in = Files.newInputStream(files.key())) {
            key = CertificateUtils.getPrivateKey(in);
        }
        if (!belongs(key, chain[0].getPublicKey())) {
            throw new CertificateException("the key is not the certificate's");
        }
        return new KeyedCertificate(chain, key);
    }

    /** Whether what one signs is what the other verifies. */
    private static boolean belongs(PrivateKey key, PublicKey its) throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(its.getAlgorithm())) {
            return false;
        }
        byte[] challenge = new byte[CHALLENGE_BYTES];
        new SecureRandom().nextBytes(challenge);
        Signature signature =
                Signature.getInstance("SHA256with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA"));
        signature.initSign(key);
        signature.update(challenge);
        byte[] signed = signature.sign();
        signature.initVerify(its);
        signature.update(challenge);
        return verifies(signature, signed);
    }

    /** A signature of another length, or on another curve, is none. */
    private static boolean verifies(Signature signature, byte[] signed) {
        try {
            return signature.verify(signed);
        } catch (GeneralSecurityException none) {
            return false;
        }
    }
}

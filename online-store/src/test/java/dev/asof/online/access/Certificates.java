package dev.asof.online.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Base64;

/** A certificate that signs itself, for 127.0.0.1, as PEM files that the JDK's keytool made. */
public record Certificates(Path certificate, Path key) {
    static final String PASSWORD = "changeit";

    public static Certificates in(Path folder, String name) {
        try {
            Path store = folder.resolve(name + ".p12");
            Files.deleteIfExists(store);
            keytool(
                    "-genkeypair",
                    "-alias",
                    "it",
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "SAN=IP:127.0.0.1,DNS:localhost",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD);
            KeyStore keys = keys(store);
            Path certificate = folder.resolve(name + ".pem");
            Path key = folder.resolve(name + ".key");
            Files.writeString(
                    certificate, pem("CERTIFICATE", keys.getCertificate("it").getEncoded()));
            Files.writeString(
                    key, pem("PRIVATE KEY", ((PrivateKey) keys.getKey("it", PASSWORD.toCharArray())).getEncoded()));
            return new Certificates(certificate, key);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Renews the certificate under its key, with the name "renewed". */
    public Certificates renewed() {
        try {
            Path store = store();
            keytool(
                    "-selfcert",
                    "-alias",
                    "it",
                    "-dname",
                    "CN=renewed",
                    "-validity",
                    "3",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD);
            Files.writeString(
                    certificate,
                    pem("CERTIFICATE", keys(store).getCertificate("it").getEncoded()));
            return this;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path store() {
        return certificate.resolveSibling(certificate.getFileName().toString().replaceFirst("pem$", "p12"));
    }

    /** The certificate and its key. */
    KeyStore keys() {
        try {
            return keys(store());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore keys(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static void keytool(String... arguments) throws IOException {
        String[] command = new String[arguments.length + 1];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + said);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + kind + "-----\n";
    }
}

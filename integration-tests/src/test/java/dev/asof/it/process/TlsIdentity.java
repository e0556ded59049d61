package dev.asof.it.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate that signs itself and its key, as PEM files, made by the JDK's keytool. */
record TlsIdentity(Path certificate, Path key) {
    private static final String PASSWORD = "changeit";

    /**
     * Makes one.
     *
     * @param names of whom it is, such as {@code DNS:localhost}
     * @param start when it begins to be valid for two days, such as {@code -5d}
     */
    static TlsIdentity make(Path folder, String name, String names, String start) {
        try {
            Path store = folder.resolve(name + ".p12");
            keytool(
                    List.of("-genkeypair", "-alias", "it", "-keyalg", "EC", "-groupname", "secp256r1"),
                    List.of("-dname", "CN=" + name, "-ext", "SAN=" + names, "-startdate", start, "-validity", "2"),
                    List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            return new TlsIdentity(
                    pem(
                            folder.resolve(name + ".pem"),
                            "CERTIFICATE",
                            keys.getCertificate("it").getEncoded()),
                    pem(
                            folder.resolve(name + ".key"),
                            "PRIVATE KEY",
                            keys.getKey("it", PASSWORD.toCharArray()).getEncoded()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @SafeVarargs
    private static void keytool(List<String>... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        List.of(arguments).forEach(command::addAll);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + said);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static Path pem(Path file, String kind, byte[] bytes) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
    }
}

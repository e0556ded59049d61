package dev.asof.online.access;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a server's certificate is, in PEM files.
 *
 * @param certificate the certificate, followed by those that vouch for it
 * @param key its private key, PKCS #8, not encrypted
 * @param clientAuthorities who vouches for clients; where given, each client has to show a certificate
 */
public record TlsFiles(Path certificate, Path key, Optional<Path> clientAuthorities) {}

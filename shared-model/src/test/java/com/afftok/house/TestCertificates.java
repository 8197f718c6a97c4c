package com.afftok.house;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate authority and a server's certificate for `localhost`, but not for `127.0.0.1`,
/// made by the JDK's keytool.
///
/// @param authority the certificate to trust, as PEM
/// @param certificate of the server, as PEM
/// @param key of the server, as PEM
/// @param sockets for a server with this certificate
public record TestCertificates(
        Path authority, Path certificate, Path key, ServerSocketFactory sockets) {

    private static final String PASSWORD = "for-tests-only";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /// Creates new ones in the folder.
    public static TestCertificates in(Path folder) throws IOException, GeneralSecurityException {
        Path file = folder.resolve("certificates.p12");
        keytool(file, "-alias", "authority", "-dname", "CN=Test authority", "-ext", "bc:c");
        keytool(
                file,
                "-alias",
                "server",
                "-dname",
                "CN=Test server",
                "-ext",
                "san=dns:localhost",
                "-signer",
                "authority");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return new TestCertificates(
                pem(
                        folder.resolve("authority.pem"),
                        "CERTIFICATE",
                        store.getCertificate("authority").getEncoded()),
                pem(
                        folder.resolve("server.pem"),
                        "CERTIFICATE",
                        store.getCertificate("server").getEncoded()),
                pem(
                        folder.resolve("server.key"),
                        "PRIVATE KEY",
                        store.getKey("server", PASSWORD.toCharArray()).getEncoded()),
                sockets(store));
    }

    private static ServerSocketFactory sockets(KeyStore store) throws GeneralSecurityException {
        store.deleteEntry("authority");
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }

    private static void keytool(Path store, String... what) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        words.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC")); // starts faster
        words.addAll(List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1"));
        words.addAll(List.of("-validity", "2", "-keystore", store.toString()));
        words.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        words.addAll(List.of(what));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        try {
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Path pem(Path file, String type, byte[] content) throws IOException {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(
                file,
                "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                        .formatted(type, LINES.encodeToString(content)));
    }
}

package com.afftok.management.access.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/// A provider on this machine whose token endpoint answers what a test wants.
public final class HostileProvider {

    static final String CLIENT = "afftok";

    private final HttpServer server;
    private final RSAKey key;

    /// The answer of the token endpoint.
    private volatile HttpHandler token = exchange -> answer(exchange, 500, "{}");

    private volatile String form = "";
    private volatile String authorization = "";

    public HostileProvider() {
        try {
            key = new RSAKeyGenerator(2048).keyID("one").generate();
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        server.createContext(
                "/.well-known/openid-configuration", exchange -> answer(exchange, 200, metadata()));
        server.createContext(
                "/keys", exchange -> answer(exchange, 200, new JWKSet(key).toString()));
        server.createContext("/token", this::redeem);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    RSAKey key() {
        return key;
    }

    private String metadata() {
        return """
        {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize?tenant=one",
         "token_endpoint":"%1$s/token","jwks_uri":"%1$s/keys",
         "token_endpoint_auth_methods_supported":["client_secret_basic"],
         "authorization_response_iss_parameter_supported":true}
        """
                .formatted(issuer());
    }

    private void redeem(HttpExchange exchange) throws IOException {
        form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        token.handle(exchange);
    }

    /// The form of the last request for a token.
    String form() {
        return form;
    }

    /// The header of the last request for a token.
    String authorization() {
        return authorization;
    }

    void answers(HttpHandler handler) {
        token = handler;
    }

    void answersWith(String idToken) {
        answers(exchange -> answer(exchange, 200, "{\"id_token\":\"%s\"}".formatted(idToken)));
    }

    /// A token signed with the published key.
    String signed(JWTClaimsSet claims) {
        return signed(key, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims);
    }

    static String signed(RSAKey key, JWSHeader header, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = exchange.getResponseBody()) {
            exchange.sendResponseHeaders(status, bytes.length);
            out.write(bytes);
        }
    }
}

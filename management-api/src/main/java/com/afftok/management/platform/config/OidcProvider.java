package com.afftok.management.platform.config;

import com.afftok.shared.config.Environment;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A provider of OpenID Connect with which users sign in.
///
/// @param name in paths and variables
/// @param label shown to people
/// @param issuer exactly as in its metadata and its ID tokens
/// @param scopes requested, among them `openid`
/// @param pkce whether the provider takes PKCE; without it, a stolen code can be used
/// @param nonce whether its ID tokens must have the nonce of the request
/// @param tokenEndpoint where the metadata names none, or another; null to use that of the metadata
public record OidcProvider(
        String name,
        String label,
        URI issuer,
        String clientId,
        String clientSecret,
        List<String> scopes,
        boolean pkce,
        boolean nonce,
        @Nullable URI tokenEndpoint) {

    private static final String LIST = "OIDC_PROVIDERS";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,29}");
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,100}");
    private static final int MOST = 10;
    private static final int LONGEST_LABEL = 50;
    private static final String HTTPS = "https";
    private static final String HTTP = "http";

    /// A placeholder for an invalid issuer while the other problems are collected.
    private static final URI NO_ISSUER = URI.create("https://absent");

    /// Reads all providers. The variables of each begin with its name.
    static List<OidcProvider> read(Environment environment) {
        List<String> names = environment.list(LIST);
        if (names.size() > MOST
                || names.stream().distinct().count() < names.size()
                || !names.stream().allMatch(name -> NAME.matcher(name).matches())) {
            environment.problem(
                    LIST,
                    "must be at most %d different names of a-z and 0-9, such as google,linkedin"
                            .formatted(MOST));
            return List.of();
        }
        List<OidcProvider> providers = new ArrayList<>();
        for (String name : names) {
            OidcProvider provider = read(environment, name);
            if (providers.stream().anyMatch(one -> one.issuer.equals(provider.issuer))
                    && !provider.issuer.equals(NO_ISSUER)) {
                environment.problem(
                        variable(name, "_ISSUER"), "must not be the issuer of another provider");
            }
            providers.add(provider);
        }
        return List.copyOf(providers);
    }

    private static OidcProvider read(Environment environment, String name) {
        URI issuer = issuer(environment, variable(name, "_ISSUER"));
        return new OidcProvider(
                name,
                label(environment, name),
                issuer,
                environment.required(variable(name, "_CLIENT_ID")),
                environment.secret(variable(name, "_CLIENT_SECRET"), 1),
                scopes(environment, variable(name, "_SCOPES")),
                environment.bool(variable(name, "_PKCE"), true),
                environment.bool(variable(name, "_NONCE"), true),
                tokenEndpoint(environment, variable(name, "_TOKEN_ENDPOINT"), issuer));
    }

    private static String variable(String name, String ending) {
        return "OIDC_" + name.toUpperCase(Locale.ROOT) + ending;
    }

    private static URI issuer(Environment environment, String variable) {
        String text = environment.required(variable);
        URI issuer = web(text);
        boolean fine =
                issuer != null
                        && issuer.getRawQuery() == null
                        && (HTTPS.equals(issuer.getScheme()) || isLoopback(issuer));
        if (!fine && !text.isEmpty()) {
            environment.problem(
                    variable,
                    "must be an https URL without query and fragment (http on this machine alone)");
        }
        return fine && issuer != null ? issuer : NO_ISSUER;
    }

    private static @Nullable URI tokenEndpoint(
            Environment environment, String variable, URI issuer) {
        String text = environment.string(variable, "");
        if (text.isEmpty()) {
            return null;
        }
        URI endpoint = web(text);
        if (endpoint == null || !isFit(endpoint, issuer)) {
            environment.problem(variable, "must be an https URL without fragment");
            return null;
        }
        return endpoint;
    }

    private static String label(Environment environment, String name) {
        String variable = variable(name, "_LABEL");
        String label =
                environment.string(
                        variable,
                        name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
        if (label.length() > LONGEST_LABEL
                || label.codePoints().anyMatch(Character::isISOControl)) {
            environment.problem(
                    variable, "must have at most " + LONGEST_LABEL + " characters, on one line");
        }
        return label;
    }

    private static List<String> scopes(Environment environment, String variable) {
        List<String> scopes =
                List.of(environment.string(variable, "openid email profile").split("\\s+"));
        if (!scopes.contains("openid")
                || !scopes.stream().allMatch(scope -> SCOPE.matcher(scope).matches())) {
            environment.problem(variable, "must be scopes separated by spaces, among them openid");
        }
        return scopes;
    }

    /// Whether a URL of the provider's metadata may be used: `https`, or another one on this
    /// machine if the issuer is there, too.
    public boolean admits(URI url) {
        return isFit(url, issuer);
    }

    private static boolean isFit(URI url, URI issuer) {
        return HTTPS.equals(url.getScheme()) || (isLoopback(issuer) && isLoopback(url));
    }

    /// An absolute URL with a host, without user and fragment; null if the text is none.
    public static @Nullable URI web(String text) {
        try {
            URI url = new URI(text);
            boolean fine =
                    (HTTPS.equals(url.getScheme()) || HTTP.equals(url.getScheme()))
                            && url.getHost() != null
                            && url.getRawUserInfo() == null
                            && url.getRawFragment() == null;
            return fine ? url : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /// Whether the host is this machine by its name or address, without looking a name up.
    private static boolean isLoopback(URI url) {
        String host = url.getHost();
        if ("localhost".equals(host)) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// The name alone.
    @Override
    public String toString() {
        return "OidcProvider[" + name + "]";
    }
}

package com.afftok.management.access.oidc;

import com.afftok.management.platform.config.OidcProvider;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// What a provider publishes about itself (OpenID Connect Discovery).
///
/// @param secretInForm whether the client's secret is sent in the form, else in a header
/// @param issuerInAnswers whether each of its answers names it (RFC 9207)
record Metadata(
        URI authorizationEndpoint,
        URI tokenEndpoint,
        URI keys,
        boolean secretInForm,
        boolean issuerInAnswers) {

    private static final String PATH = "/.well-known/openid-configuration";

    /// Where the metadata of a provider is.
    static URI url(OidcProvider settings) {
        String issuer = settings.issuer().toString();
        return URI.create(
                (issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer) + PATH);
    }

    /// @throws NoAnswer if it is another issuer's, or lacks something
    static Metadata of(Map<String, Object> json, OidcProvider settings) throws NoAnswer {
        if (!settings.issuer().toString().equals(json.get("issuer"))) {
            throw new NoAnswer("the metadata is of another issuer");
        }
        URI given = settings.tokenEndpoint();
        boolean inForm =
                given != null
                        || (json.get("token_endpoint_auth_methods_supported")
                                        instanceof List<?> methods
                                && methods.contains("client_secret_post"));
        return new Metadata(
                endpoint(json, "authorization_endpoint", settings),
                given == null ? endpoint(json, "token_endpoint", settings) : given,
                endpoint(json, "jwks_uri", settings),
                inForm,
                Boolean.TRUE.equals(json.get("authorization_response_iss_parameter_supported")));
    }

    private static URI endpoint(Map<String, Object> json, String name, OidcProvider settings)
            throws NoAnswer {
        URI url = json.get(name) instanceof String text ? OidcProvider.web(text) : null;
        if (url == null || !settings.admits(url)) {
            throw new NoAnswer("the metadata has no https URL as " + name);
        }
        return url;
    }
}

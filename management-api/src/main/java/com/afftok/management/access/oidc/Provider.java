package com.afftok.management.access.oidc;

import com.afftok.management.platform.config.OidcProvider;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A provider: sends browsers to it, and redeems the codes that they bring back.
///
/// Its metadata and keys are fetched when they are needed first, so that a provider that is down
/// doesn't prevent the start.
public final class Provider {

    private static final Logger LOG = LoggerFactory.getLogger(Provider.class);
    private static final Duration REPORT_EVERY = Duration.ofMinutes(1);

    private final OidcProvider settings;
    private final String redirect;
    private final InstantSource clock;
    private final CallProvider call = new CallProvider(CallProvider.LONGEST);
    private final CachedDocument<Metadata> metadata;
    private final VerifyIdToken verify;
    private final AtomicReference<Instant> unreachable = new AtomicReference<>(Instant.MIN);
    private final AtomicReference<Instant> refused = new AtomicReference<>(Instant.MIN);

    /// @param redirect the page of the panel to which the provider sends browsers
    Provider(OidcProvider settings, String redirect, InstantSource clock) {
        this.settings = settings;
        this.redirect = redirect;
        this.clock = clock;
        this.metadata = new CachedDocument<>(this::fetchMetadata, clock);
        this.verify =
                new VerifyIdToken(settings, new CachedDocument<>(this::fetchKeys, clock), clock);
    }

    public sealed interface Redeemed {

        /// The provider has signed this person in, for this request.
        record Proven(IdClaims claims) implements Redeemed {}

        /// The provider refuses the code, or its ID token is not valid.
        record Refused() implements Redeemed {}

        record Unreachable() implements Redeemed {}
    }

    public String name() {
        return settings.name();
    }

    public String label() {
        return settings.label();
    }

    public String issuer() {
        return settings.issuer().toString();
    }

    /// Where a browser signs in; empty while the provider can't be reached.
    public Optional<URI> authorization(Handshake handshake) {
        try {
            return Optional.of(authorization(metadata.get().authorizationEndpoint(), handshake));
        } catch (NoAnswer e) {
            report("unreachable", unreachable, e.getMessage());
            return Optional.empty();
        }
    }

    private URI authorization(URI endpoint, Handshake handshake) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", settings.clientId());
        query.put("redirect_uri", redirect);
        query.put("scope", String.join(" ", settings.scopes()));
        query.put("state", handshake.state());
        query.put("nonce", handshake.nonce());
        if (settings.pkce()) {
            query.put("code_challenge", handshake.challenge());
            query.put("code_challenge_method", "S256");
        }
        String separator = endpoint.getRawQuery() == null ? "?" : "&";
        return URI.create(endpoint + separator + form(query));
    }

    /// Redeems a code. No connection to the database may be held meanwhile.
    ///
    /// @param issuer of the answer that the browser brought back; null if it names none
    public Redeemed redeem(Handshake handshake, String code, @Nullable String issuer) {
        try {
            Metadata known = metadata.get();
            if (issuer == null ? known.issuerInAnswers() : !issuer.equals(issuer())) {
                return refused("the answer is of another issuer");
            }
            return redeem(known, handshake, code);
        } catch (NoAnswer e) {
            report("unreachable", unreachable, e.getMessage());
            return new Redeemed.Unreachable();
        }
    }

    private Redeemed redeem(Metadata known, Handshake handshake, String code) throws NoAnswer {
        CallProvider.Answer answer =
                call.post(
                        known.tokenEndpoint(),
                        form(grant(known, handshake, code)),
                        known.secretInForm() ? null : basic());
        if (!answer.isOk()) {
            return "invalid_grant".equals(answer.json().get("error"))
                    ? refused("the code is not valid")
                    : fault(answer);
        }
        if (!(answer.json().get("id_token") instanceof String token)) {
            throw new NoAnswer("the answer has no ID token");
        }
        return switch (verify.verify(token, handshake.nonce())) {
            case VerifyIdToken.Outcome.Valid(IdClaims claims) -> new Redeemed.Proven(claims);
            case VerifyIdToken.Outcome.Invalid(String why) -> refused("ID token: " + why);
        };
    }

    private Map<String, String> grant(Metadata known, Handshake handshake, String code) {
        Map<String, String> grant = new LinkedHashMap<>();
        grant.put("grant_type", "authorization_code");
        grant.put("code", code);
        grant.put("redirect_uri", redirect);
        if (settings.pkce()) {
            grant.put("code_verifier", handshake.verifier());
        }
        if (known.secretInForm()) {
            grant.put("client_id", settings.clientId());
            grant.put("client_secret", settings.clientSecret());
        }
        return grant;
    }

    /// The client's credentials in a header, encoded as of RFC 6749, section 2.3.1.
    private String basic() {
        String credentials = encoded(settings.clientId()) + ':' + encoded(settings.clientSecret());
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString(credentials.getBytes(StandardCharsets.US_ASCII));
    }

    /// Other errors than a wrong code are those of the provider or of the settings.
    private static Redeemed fault(CallProvider.Answer answer) throws NoAnswer {
        Object error = answer.json().get("error");
        throw new NoAnswer(
                "the token endpoint answered %d %s"
                        .formatted(
                                answer.status(),
                                error instanceof String text && text.matches("[a-z_]{1,40}")
                                        ? text
                                        : ""));
    }

    private Metadata fetchMetadata() throws NoAnswer {
        CallProvider.Answer answer = call.get(Metadata.url(settings));
        if (!answer.isOk()) {
            throw new NoAnswer("the metadata was answered " + answer.status());
        }
        return Metadata.of(answer.json(), settings);
    }

    private JWKSet fetchKeys() throws NoAnswer {
        CallProvider.Answer answer = call.get(metadata.get().keys());
        try {
            JWKSet keys = JWKSet.parse(answer.json());
            if (answer.isOk() && !keys.isEmpty()) {
                return keys;
            }
        } catch (ParseException e) {
            throw new NoAnswer("the keys can't be read", e);
        }
        throw new NoAnswer("the keys were answered " + answer.status());
    }

    private Redeemed refused(String why) {
        report("refused", refused, why);
        return new Redeemed.Refused();
    }

    /// Each outcome at most once a minute, so that refused sign-ins don't hide an outage.
    private void report(
            String outcome, AtomicReference<Instant> reported, @Nullable String reason) {
        Instant now = clock.instant();
        Instant last = reported.get();
        if (now.isAfter(last.plus(REPORT_EVERY)) && reported.compareAndSet(last, now)) {
            LOG.atWarn()
                    .addKeyValue("provider", settings.name())
                    .addKeyValue("outcome", outcome)
                    .addKeyValue("reason", reason)
                    .log("a sign-in with a provider failed");
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + '=' + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// The name alone.
    @Override
    public String toString() {
        return "Provider[" + settings.name() + "]";
    }
}

package com.afftok.edge;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// A request of the mixed traffic with its intention.
///
/// @param edge which of the edges receives it
/// @param link the link's number; 0 for an invalid link
/// @param headers beside agent and address, each with its line end
record MixedRequest(
        Kind kind,
        int edge,
        long link,
        String method,
        String path,
        String agent,
        String address,
        String headers) {

    static final String PAGE =
            "Accept: text/html,*/*;q=0.8\r\nAccept-Language: ar-SA,ar;q=0.9,en;q=0.8\r\n";
    static final String ANYTHING = "Accept: */*\r\nAccept-Language: ar-SA,ar;q=0.9\r\n";

    /// The possible results of a request: one of the seven buckets, or not stored.
    enum Fate {
        VALID(true),
        SUSPICIOUS(true),
        DUPLICATE(true),
        BOT(true),
        FRAUD(true),
        GEO_BLOCKED(true),
        INACTIVE(true),
        LIMITED(false),
        UNKNOWN(false),
        PREVIEWED(false),
        GONE(false),
        NOT_ALLOWED(false),
        FAILED(false);

        /// Whether it is stored as a row.
        final boolean kept;

        Fate(boolean kept) {
            this.kept = kept;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The intention of a request, and its relative frequency; those in series have no weight.
    enum Kind {
        PERSON(328),
        BY_ALIAS(40),
        FROM_NOWHERE(20),
        FROM_THE_TARGET(15),
        ODD(80),
        REPEATED(80),
        REPEATED_ELSEWHERE(80),
        PROGRAM(50),
        HOSTED(30),
        SPOOFED(30),
        STUFFED(30),
        BLOCKED(25),
        BLOCKED_ELSEWHERE(25),
        MANY_OFFERS(3),
        FAST(0),
        HAMMERED(0),
        ABROAD(45),
        PAUSED(20),
        EXPIRED(20),
        NO_LINK(10),
        NO_ALIAS(10),
        FORGED(20),
        PREVIEW(20),
        HEAD(10),
        PREFETCH(10),
        PREVIEW_OF_PAUSED(5),
        POSTED(5);

        final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        /// All its possible results. An edge treats a repetition as new if the other edge has not
        /// announced it in time.
        Set<Fate> fates() {
            return switch (this) {
                case PERSON, BY_ALIAS, FROM_NOWHERE, FROM_THE_TARGET -> Set.of(Fate.VALID);
                case ODD -> Set.of(Fate.SUSPICIOUS);
                case REPEATED -> Set.of(Fate.DUPLICATE);
                case REPEATED_ELSEWHERE -> Set.of(Fate.DUPLICATE, Fate.VALID);
                case PROGRAM -> Set.of(Fate.BOT);
                case HOSTED, SPOOFED, STUFFED, BLOCKED -> Set.of(Fate.FRAUD);
                case BLOCKED_ELSEWHERE, MANY_OFFERS -> Set.of(Fate.FRAUD, Fate.VALID);
                case FAST -> Set.of(Fate.VALID, Fate.SUSPICIOUS, Fate.FRAUD);
                case HAMMERED -> Set.of(Fate.VALID, Fate.SUSPICIOUS, Fate.DUPLICATE, Fate.LIMITED);
                case ABROAD -> Set.of(Fate.GEO_BLOCKED);
                case PAUSED, EXPIRED -> Set.of(Fate.INACTIVE);
                case NO_LINK, NO_ALIAS, FORGED -> Set.of(Fate.UNKNOWN);
                case PREVIEW, HEAD, PREFETCH -> Set.of(Fate.PREVIEWED);
                case PREVIEW_OF_PAUSED -> Set.of(Fate.GONE);
                case POSTED -> Set.of(Fate.NOT_ALLOWED);
            };
        }
    }

    MixedRequest again(Kind kind, int edge) {
        return new MixedRequest(kind, edge, link, method, path, agent, address, headers);
    }

    MixedRequest at(int edge) {
        return again(kind, edge);
    }

    MixedRequest to(long link, String path) {
        return new MixedRequest(kind, edge, link, method, path, agent, address, headers);
    }

    MixedRequest method(String method) {
        return new MixedRequest(kind, edge, link, method, path, agent, address, headers);
    }

    MixedRequest by(String agent) {
        return new MixedRequest(kind, edge, link, method, path, agent, address, headers);
    }

    MixedRequest from(String address) {
        return new MixedRequest(kind, edge, link, method, path, agent, address, headers);
    }

    MixedRequest with(String headers) {
        return new MixedRequest(kind, edge, link, method, path, agent, address, headers);
    }

    byte[] bytes() {
        return (method
                        + " "
                        + path
                        + " HTTP/1.1\r\nHost: go.example.net\r\nUser-Agent: "
                        + agent
                        + "\r\nX-Forwarded-For: "
                        + address
                        + "\r\n"
                        + headers
                        + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}

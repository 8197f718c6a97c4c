package com.afftok.bench;

import com.afftok.shared.code.KeyRing;
import com.afftok.shared.code.LinkCodes;
import com.afftok.shared.id.LinkId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The clicks of 200,000 visitors, each with its own address and browser, on all links in turn.
///
/// A visitor follows all other links before it repeats a link. So no click is a duplicate, and no
/// address reaches a rate limit or raises a fraud score.
final class Visitors {

    /// Visitors of a network: their addresses differ in the last part alone.
    static final int HOSTS = 250;

    private static final int VERSIONS = 20;
    private static final int SUBNETS = 80;

    private static final String FULL =
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,"
                    + "image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7";
    private static final String PLAIN =
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private static final List<String> LANGUAGES =
            List.of(
                    "ar-SA,ar;q=0.9,en-US;q=0.8,en;q=0.7",
                    "en-US,en;q=0.9",
                    "de-DE,de;q=0.9,en;q=0.8",
                    "ar-EG,ar;q=0.9",
                    "en-GB,en-US;q=0.9,en;q=0.8",
                    "tr-TR,tr;q=0.9,en-US;q=0.8",
                    "fr-FR,fr;q=0.8,en-US;q=0.5,en;q=0.3");

    /// Networks of providers for homes and phones.
    private static final List<String> PROVIDERS =
            List.of(
                    "188.54", "94.200", "41.32", "78.180", "84.130", "81.150", "73.15", "98.200",
                    "24.60", "62.30");

    /// A browser in several versions: its User-Agent and its `Accept` headers.
    private record Browser(String agent, int oldest, String accept) {

        String agent(int version) {
            return agent.replace("{v}", Integer.toString(oldest + version));
        }
    }

    private static final String WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64";
    private static final String MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
    private static final String ANDROID = "Mozilla/5.0 (Linux; Android 10; K)";
    private static final String PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X)";
    private static final String BLINK = " AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{v}.0.0.0";

    private static final List<Browser> BROWSERS =
            List.of(
                    new Browser(WINDOWS + ")" + BLINK + " Safari/537.36", 126, FULL),
                    new Browser(ANDROID + BLINK + " Mobile Safari/537.36", 126, FULL),
                    new Browser(MAC + BLINK + " Safari/537.36", 126, FULL),
                    new Browser(WINDOWS + ")" + BLINK + " Safari/537.36 Edg/{v}.0.0.0", 126, FULL),
                    new Browser(
                            "Mozilla/5.0 (X11; Linux x86_64)" + BLINK + " Safari/537.36",
                            126,
                            FULL),
                    new Browser(
                            PHONE
                                    + " AppleWebKit/605.1.15 (KHTML, like Gecko) Version/{v}.0"
                                    + " Mobile/15E148 Safari/604.1",
                            7,
                            PLAIN),
                    new Browser(
                            MAC
                                    + " AppleWebKit/605.1.15 (KHTML, like Gecko) Version/{v}.1"
                                    + " Safari/605.1.15",
                            7,
                            PLAIN),
                    new Browser(
                            PHONE
                                    + " AppleWebKit/605.1.15 (KHTML, like Gecko)"
                                    + " CriOS/{v}.0.6723.37 Mobile/15E148 Safari/604.1",
                            126,
                            PLAIN),
                    new Browser(WINDOWS + "; rv:{v}.0) Gecko/20100101 Firefox/{v}.0", 124, PLAIN),
                    new Browser(
                            "Mozilla/5.0 (Android 14; Mobile; rv:{v}.0) Gecko/{v}.0 Firefox/{v}.0",
                            124,
                            PLAIN));

    private final List<String> paths;
    private final List<String> headers = headersOfAll();
    private final List<String> networks = networksOfAll();

    /// @param links the number of links, which are numbered from 1
    Visitors(KeyRing keys, int links) {
        LinkCodes codes = new LinkCodes(keys);
        this.paths =
                LongStream.rangeClosed(1, links)
                        .mapToObj(id -> "/c/" + codes.encode(new LinkId(id)))
                        .toList();
    }

    int count() {
        return networks.size() * HOSTS;
    }

    /// The path of each link.
    List<String> paths() {
        return paths;
    }

    /// The request headers of each browser.
    List<String> headers() {
        return headers;
    }

    /// The addresses without their last part, which is from 1 to [#HOSTS].
    List<String> networks() {
        return networks;
    }

    /// A click as the bytes of its request. The script of wrk sends the same clicks.
    ///
    /// @param visitor from 0 to [#count], not included
    /// @param lap the number of earlier clicks of each visitor
    String request(int visitor, int lap, Connections connections) {
        return "GET "
                + paths.get((visitor + lap) % paths.size())
                + " HTTP/1.1\r\nHost: go.example.com\r\n"
                + connections.header()
                + headers.get(visitor % headers.size())
                + "X-Forwarded-For: "
                + networks.get(visitor / HOSTS)
                + (visitor % HOSTS + 1)
                + "\r\n\r\n";
    }

    private static List<String> headersOfAll() {
        List<String> all = new ArrayList<>();
        for (Browser browser : BROWSERS) {
            for (int version = 0; version < VERSIONS; version++) {
                String language = LANGUAGES.get(all.size() % LANGUAGES.size());
                all.add(
                        "User-Agent: %s\r\nAccept: %s\r\nAccept-Language: %s\r\n"
                                        .formatted(
                                                browser.agent(version), browser.accept(), language)
                                + "Accept-Encoding: gzip, deflate, br\r\n");
            }
        }
        return List.copyOf(all);
    }

    private static List<String> networksOfAll() {
        return PROVIDERS.stream()
                .flatMap(provider ->
                        IntStream.range(0, SUBNETS).mapToObj(part -> provider + "." + part + "."))
                .toList();
    }
}

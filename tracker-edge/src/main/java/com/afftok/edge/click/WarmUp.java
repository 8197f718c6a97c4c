package com.afftok.edge.click;

import com.afftok.edge.link.Destination;
import com.afftok.edge.link.Link;
import com.afftok.edge.link.LinkLookup;
import com.afftok.edge.link.Offer;
import com.afftok.shared.click.Tags;
import com.afftok.shared.code.LinkCodes;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.Set;

/// Decides synthetic clicks before the start, so that the code is compiled for the first real ones.
/// Their addresses are reserved for benchmarks, and nothing of them is stored.
public final class WarmUp {

    private static final int ENOUGH = 20_000;
    private static final Link LINK =
            new Link(
                    new LinkId(1),
                    new OfferId(1),
                    new AccountId(1),
                    new AccountId(1),
                    true,
                    0,
                    Long.MAX_VALUE,
                    null,
                    null,
                    Tags.NONE);
    private static final Offer OFFER =
            new Offer(
                    LINK.offer(),
                    true,
                    Destination.of(
                            "https://shop.example.com/?c={click_id}&s={sub1}&country={country}"),
                    Set.of(),
                    Offer.Targeting.EVERYWHERE,
                    false,
                    "1",
                    "USD",
                    Duration.ofDays(1).toMillis());
    private static final String[] AGENTS = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                + " Chrome/141.0.0.0 Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
                + " Gecko) Version/18.6 Mobile/15E148 Safari/604.1"
    };

    private WarmUp() {}

    /// Ends when decisions are fast, or when the time is over.
    ///
    /// @return how many clicks were decided
    public static int run(LinkCodes codes, DecideClick decide, Duration atMost) {
        LinkLookup found = new LinkLookup.Found(LINK, OFFER, true);
        String code = codes.encode(LINK.id());
        long end = System.nanoTime() + atMost.toNanos();
        int click = 0;
        while (click < ENOUGH && end - System.nanoTime() > 0) {
            if (codes.verify(code) > 0) {
                decide.decide(visit(click++), found);
            }
        }
        return click;
    }

    private static Visit visit(int click) {
        byte[] address = {(byte) 198, 18, (byte) (click >> 8), (byte) click};
        String agent = AGENTS[click % AGENTS.length];
        MultiMap headers =
                HttpHeaders.headers()
                        .set(HttpHeaders.USER_AGENT, agent)
                        .set(HttpHeaders.ACCEPT, "text/html,*/*;q=0.8")
                        .set(HttpHeaders.ACCEPT_LANGUAGE, "en-US,en;q=0.9");
        return new Visit(false, address, address, agent, "", headers, Tags.NONE);
    }
}

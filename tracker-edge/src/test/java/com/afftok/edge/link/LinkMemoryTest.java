package com.afftok.edge.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.link.SelectAccounts.Account;
import com.afftok.edge.link.SelectLinks.Whole;
import com.afftok.shared.Seeded;
import com.afftok.shared.click.Tags;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.redis.client.Redis;
import io.vertx.sqlclient.Pool;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a link costs in memory, by what the heap holds after a collection.
class LinkMemoryTest {

    private static final int LINKS = Seeded.share(1_000_000);
    private static final int OFFERS = LINKS / 1000;
    private static final int PROMOTERS = LINKS / 100;
    private static final int AT_A_TIME = 10_000;
    private static final int MOST_BYTES = 250;

    /// Less would mean that something else was collected meanwhile.
    private static final int LEAST_BYTES = 100;

    private final Vertx vertx = Vertx.vertx();

    @Test
    void links_to_a_thousandth_as_many_offers_cost_at_most_250_bytes_each() {
        Pool pool = PgBuilder.pool().connectingTo(new PgConnectOptions()).using(vertx).build();
        Redis redis = Redis.createClient(vertx, "redis://127.0.0.1:1");
        InstantSource clock = InstantSource.system();
        Duration hour = Duration.ofHours(1);
        LinkSettings settings = new LinkSettings(LINKS, hour, hour, hour, hour, 0, hour);
        Links links = new Links(vertx, pool, redis, settings, clock);

        long before = used();
        for (long first = 1; first <= LINKS; first += AT_A_TIME) {
            links.keep(
                    LongStream.range(first, first + AT_A_TIME)
                            .mapToObj(LinkMemoryTest::link)
                            .toList(),
                    new EdgeCache.Began(System.nanoTime(), clock.millis()));
        }
        double bytes = (used() - before) / (double) LINKS;
        System.out.printf("a link in memory: %.0f bytes%n", bytes);

        assertThat(LongStream.rangeClosed(1, LINKS).mapToObj(LinkId::new).map(links::known))
                .allMatch(LinkLookup.Found.class::isInstance);
        assertThat(bytes)
                .as("bytes of a link")
                .isBetween((double) LEAST_BYTES, (double) MOST_BYTES);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    /// As PostgreSQL gives it: nothing of it is an object that another link has, too.
    private static Whole link(long id) {
        AccountId promoter = new AccountId(1_000_000 + id % PROMOTERS);
        AccountId advertiser = new AccountId(1 + id % OFFERS / 10);
        Offer offer =
                new Offer(
                        new OfferId(1 + id % OFFERS),
                        true,
                        Destination.of("https://shop.example.com/?o=" + id % OFFERS),
                        Set.of("m.example.com"),
                        Offer.Targeting.EVERYWHERE,
                        false,
                        "2.5",
                        "USD",
                        7_776_000_000L);
        Link link =
                new Link(
                        new LinkId(id),
                        new OfferId(offer.id().value()),
                        new AccountId(promoter.value()),
                        new AccountId(advertiser.value()),
                        true,
                        1_700_000_000_000L,
                        Long.MAX_VALUE,
                        null,
                        null,
                        Tags.from(_ -> ""));
        return new Whole(link, offer, new Account(promoter, true), new Account(advertiser, true));
    }

    private static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}

package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.MixedRequest.Fate;
import com.afftok.edge.MixedRequest.Kind;
import com.afftok.shared.Seeded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// All kinds of clicks at once at two edges: the answers to shoppers match the rows exactly, except
/// that a repetition unknown to an edge is written as one.
class MixedClicksTest {

    private static final int CONNECTIONS = Seeded.share(32);

    /// Per connection; fewer do not reach all kinds.
    private static final int REQUESTS = 3_125;

    /// In percent. Clicks that a slow Redis diverts to the journal are not announced to the other
    /// edge.
    private static final int MOSTLY = 50;

    private static final String PARTIES =
            """
            insert into accounts (id, kind, country)
            select id, case when id < 20 then 'advertiser' else 'promoter' end, 'SA'
              from (values (11), (12), (13), (21), (22), (23), (24)) as parties (id)
            """;
    private static final String OFFERS =
            """
            insert into offers (id, advertiser_id, title, destination_url, payout, currency, status,
                                target_countries, blocked_countries, strict_geo)
            select id, 11 + id % 3, 'Offer', 'https://shop.example.com/', 5, 'USD',
                   case when id = 131 then 'paused' else 'active' end,
                   case id when 122 then '{DE}'::text[] when 123 then '{SA}' else '{}' end,
                   case id when 121 then '{SA}'::text[] else '{}' end,
                   id = 123
              from generate_series(101, 131) as id
            """;
    private static final String LINKS =
            """
            insert into user_offers (id, promoter_id, offer_id, advertiser_id, alias, status,
                                     expires_at, created_at)
            select l.id, promoter, offer, 11 + offer % 3, 'mixed-' || l.id,
                   case when l.id = 332 then 'paused' else 'active' end,
                   case when l.id = 333 then now() - interval '1 minute' end,
                   case when l.id = 334 then now() - interval '91 days' else now() end
              from (select id, 21 + id % 3, 101 + (id - 201) / 2 from generate_series(201, 224) as id
                    union all
                    select id, 24, id - 200 from generate_series(301, 304) as id
                    union all
                    values (321, 21, 121), (322, 22, 122), (323, 23, 123), (331, 21, 131),
                           (332, 22, 102), (333, 23, 103), (334, 21, 104))
                   as l (id, promoter, offer)
            """;
    private static final String ROWS =
            "select link_id || ' ' || bucket, count(*) from clicks group by 1";
    private static final String SENT_ON =
            """
            select click_id, link_id || ' ' || bucket || ' ' || score from clicks
             where bucket in ('valid', 'suspicious', 'duplicate')
            """;
    private static final String SEVEN =
            """
             cross join lateral (values ('valid', valid), ('suspicious', suspicious),
                   ('duplicate', duplicate), ('bot', bot), ('fraud', fraud),
                   ('geo_blocked', geo_blocked), ('inactive', inactive)) as b (bucket, clicks)
             where clicks > 0 group by 1
            """;
    private static final String BY_HOUR =
            "select link_id || ' ' || bucket, sum(clicks) from click_hourly" + SEVEN;
    private static final String BY_OFFER =
            "select offer_id || ' ' || bucket, sum(clicks) from offer_counters" + SEVEN;
    private static final String OFFER_OF_LINK = "select id, offer_id from user_offers";
    private static final String ROWS_WITH_THEIR_PARTIES =
            """
            select count(*)
              from clicks c
              join user_offers l on l.id = c.link_id and l.offer_id = c.offer_id
                   and l.advertiser_id = c.advertiser_id and l.promoter_id = c.promoter_id
            """;
    private static final String GROSS =
            """
            select (select sum(gross) from click_hourly) || ' ' || (select sum(gross) from offer_counters)
            """;

    private static RunningServers servers;
    private static Database database;

    @BeforeAll
    static void start() throws Exception {
        servers = RunningServers.start();
        database = servers.database();
        database.execute(PARTIES);
        database.execute(OFFERS);
        database.execute(LINKS);
    }

    @AfterAll
    static void stop() throws Exception {
        servers.close();
    }

    @Test
    void what_shoppers_are_told_at_two_edges_is_what_is_written() {
        Seeded.run(
                1,
                random -> {
                    long seed = random.nextLong();

                    MixedTally told = clickAtTwoEdges(seed);

                    assertThat(told.of(Fate.FAILED)).as("%s", told.fates).isZero();
                    eachKindHasItsFate(told);
                    allIsWritten(told);
                });
    }

    /// Ends when both edges have stopped and have written all clicks.
    private static MixedTally clickAtTwoEdges(long seed) {
        try (RunningEdge one = servers.edge();
                RunningEdge other = servers.edge();
                ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Callable<MixedTally>> lanes = new ArrayList<>();
            for (int lane = 0; lane < CONNECTIONS; lane++) {
                MixedTraffic traffic = new MixedTraffic(lane, seed);
                lanes.add(() -> click(traffic, one.port(), other.port()));
            }
            MixedTally told = new MixedTally();
            for (Future<MixedTally> lane : connections.invokeAll(lanes)) {
                told.add(lane.get());
            }
            Eventually.equal(
                    told.rows() + 0L, () -> database.number("select count(*) from clicks"));
            return told;
        } catch (IOException | InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MixedTally click(MixedTraffic traffic, int onePort, int otherPort)
            throws IOException {
        MixedTally told = new MixedTally();
        try (KeepAlive one = new KeepAlive(onePort);
                KeepAlive other = new KeepAlive(otherPort)) {
            for (int i = 0; i < REQUESTS; i++) {
                MixedRequest request = traffic.next();
                KeepAlive edge = request.edge() == 0 ? one : other;
                boolean bodiless = request.method().equals("HEAD");
                told.count(request, edge.ask(request.bytes(), bodiless));
            }
        }
        return told;
    }

    private static void eachKindHasItsFate(MixedTally told) {
        told.fates.forEach((kind, fates) ->
                assertThat(kind.fates()).as("%s: %s", kind, fates).containsAll(fates.keySet()));
        assertThat(told.fates).containsOnlyKeys(Kind.values());
        assertThat(Fate.values())
                .filteredOn(fate -> fate != Fate.FAILED)
                .allSatisfy(fate ->
                        assertThat(told.of(fate)).isGreaterThan(CONNECTIONS * REQUESTS / 1_000));
        assertThat(percent(told, Kind.REPEATED_ELSEWHERE, Fate.DUPLICATE)).isGreaterThan(MOSTLY);
        assertThat(percent(told, Kind.BLOCKED_ELSEWHERE, Fate.FRAUD)).isGreaterThan(MOSTLY);
    }

    private static int percent(MixedTally told, Kind kind, Fate fate) {
        Map<Fate, Integer> fates = told.fates.getOrDefault(kind, Map.of());
        int all = fates.values().stream().mapToInt(Integer::intValue).sum();
        return 100 * told.of(kind, fate) / all;
    }

    private static void allIsWritten(MixedTally told) {
        Map<String, String> sentOn = database.pairs(SENT_ON);
        int unaware = told.of(Kind.REPEATED_ELSEWHERE, Fate.VALID);
        assertThat(told.settle(sentOn)).isLessThanOrEqualTo(unaware);
        Map<String, String> byOffer = told.keptBy(database.pairs(OFFER_OF_LINK));

        assertThat(difference(told.redirected, sentOn)).isEmpty();
        assertThat(database.pairs(ROWS)).isEqualTo(told.kept);
        assertThat(database.pairs(BY_HOUR)).isEqualTo(told.kept);
        assertThat(database.pairs(BY_OFFER)).isEqualTo(byOffer);
        assertThat(database.text(GROSS)).isEqualTo(told.rows() + " " + told.rows());
        assertThat(database.number(ROWS_WITH_THEIR_PARTIES)).isEqualTo(told.rows());
    }

    /// The first few clicks whose answer and row differ.
    private static List<String> difference(Map<String, String> told, Map<String, String> written) {
        Set<String> ids = new HashSet<>(told.keySet());
        ids.addAll(written.keySet());
        return ids.stream()
                .filter(id -> !Objects.equals(told.get(id), written.get(id)))
                .map(id -> id + " told " + told.get(id) + ", written " + written.get(id))
                .limit(10)
                .toList();
    }
}

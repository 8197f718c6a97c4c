package com.afftok.edge.write;

import static com.afftok.shared.click.ClickBuilder.aClick;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.webhook.outbox.ClickEvents;
import com.afftok.edge.webhook.outbox.WebhookSettings;
import com.afftok.local.LocalPostgres;
import com.afftok.shared.click.Bucket;
import com.afftok.shared.click.ClickBuilder;
import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.code.KeyRing;
import com.afftok.shared.config.Environment;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Rows, rollups, uniques and counters match the inserted clicks, however often they are delivered.
class WriteClicksTest {

    private static final String KEYS = "1:000102030405060708090a0b0c0d0e0f";
    private static final String TODAY = "2026-03-05T10:15:00Z";
    private static final String SAME_HOUR = "2026-03-05T10:45:00Z";
    private static final String LATER_TODAY = "2026-03-05T18:00:00Z";
    private static final String TOMORROW = "2026-03-06T00:00:00Z";

    private static final List<Bucket> BUCKETS = List.of(Bucket.values());

    private static LocalPostgres postgres;
    private static Vertx vertx;
    private static Pool pool;
    private static Pool owner;
    private static WrittenClicks database;

    private WriteClicks write;
    private int sequence;

    @BeforeAll
    static void begin() {
        postgres = LocalPostgres.migrated();
        vertx = Vertx.vertx();
        pool = WrittenClicks.connected(vertx, postgres.url());
        owner = WrittenClicks.connected(vertx, postgres.ownerUrl());
        database = new WrittenClicks(owner);
    }

    @AfterAll
    static void end() throws Exception {
        WrittenClicks.await(vertx.close());
        postgres.close();
    }

    @BeforeEach
    void nothing_is_there() throws Exception {
        write =
                new WriteClicks(
                        pool,
                        Duration.ofSeconds(10),
                        new ClickEvents(
                                new ClickCodes(KeyRing.parse(KEYS)),
                                Environment.read(Map.of(), WebhookSettings::read).clicksWaiting()));
        WrittenClicks.await(
                owner.query(
                                "truncate clicks, click_hourly, click_visitors, offer_counters,"
                                        + " link_counters")
                        .execute());
    }

    @Test
    void counts_a_visitor_of_a_link_once_a_day() throws Exception {
        assertThat(written(click(1, TODAY).visitor(7), click(1, SAME_HOUR).visitor(7)))
                .isEqualTo(2);
        assertThat(written(click(1, LATER_TODAY).visitor(7))).isEqualTo(1);
        written(click(1, LATER_TODAY).visitor(8), click(2, LATER_TODAY).visitor(7));

        assertThat(database.uniques())
                .containsExactly("10:00 link 1: 1", "18:00 link 1: 1", "18:00 link 2: 1");
    }

    @Test
    void counts_the_same_visitor_again_the_next_day() throws Exception {
        written(click(1, TODAY).visitor(7));
        written(click(1, TOMORROW).visitor(7));

        assertThat(database.uniques()).containsExactly("10:00 link 1: 1", "00:00 link 1: 1");
    }

    @Test
    void counts_a_visitor_where_the_first_billable_click_was() throws Exception {
        written(
                click(1, SAME_HOUR).visitor(7).from("AE"),
                click(1, TODAY).visitor(7).from("SA"),
                click(1, "2026-03-05T10:00:00Z").visitor(7).from("EG").bucket(Bucket.BOT),
                click(1, "2026-03-05T10:01:00Z").visitor(7).from("JO").bucket(Bucket.DUPLICATE));

        assertThat(database.texts("select country || uniques from click_hourly order by country"))
                .containsExactly("AE0", "EG0", "JO0", "SA1");
    }

    @Test
    void flagged_clicks_may_be_uniques_and_refused_ones_are_not() throws Exception {
        long visitor = 1;
        for (Bucket bucket : Bucket.values()) {
            written(click(1, TODAY).visitor(visitor++).bucket(bucket));
        }

        assertThat(database.uniques()).containsExactly("10:00 link 1: 2");
        assertThat(
                        database.texts(
                                """
                                select concat_ws(' ', gross, valid, suspicious, duplicate, bot, fraud,
                                       geo_blocked, inactive) from offer_counters
                                """))
                .containsExactly("7 1 1 1 1 1 1 1");
    }

    @Test
    void clicks_that_two_edges_counted_within_the_window_count_once() throws Exception {
        ClickBuilder first = click(1, "2026-03-05T10:00:00Z").visitor(7);
        ClickBuilder atOnce = click(1, "2026-03-05T10:00:00Z").visitor(7);
        ClickBuilder within = click(1, "2026-03-05T10:00:09.999Z").visitor(7);
        ClickBuilder after = click(1, "2026-03-05T10:00:10Z").visitor(7);
        ClickBuilder someoneElse = click(1, "2026-03-05T10:00:01Z").visitor(8);

        List<ClickEvent> clicks =
                Stream.of(first, atOnce, within, after, someoneElse)
                        .map(ClickBuilder::build)
                        .toList();
        WriteClicks.Written all = WrittenClicks.await(write.execute(clicks, false));

        assertThat(all).isEqualTo(new WriteClicks.Written(5, 2));
        assertThat(database.buckets())
                .containsExactly("valid", "duplicate", "valid", "duplicate", "valid");
        database.addUpTo(5);
    }

    @Test
    void a_click_after_one_that_was_a_repetition_itself_counts() throws Exception {
        written(click(1, "2026-03-05T10:00:00Z").visitor(7));

        written(
                click(1, "2026-03-05T10:00:05Z").visitor(7),
                click(1, "2026-03-05T10:00:09Z").visitor(7),
                click(1, "2026-03-05T10:00:11Z").visitor(7),
                click(1, "2026-03-05T10:00:20Z").visitor(7));

        assertThat(database.texts("select bucket from clicks order by clicked_at"))
                .containsExactly("valid", "duplicate", "duplicate", "valid", "duplicate");
        database.addUpTo(5);
    }

    @Test
    void clicks_count_as_if_each_was_looked_at_alone() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long begin = Instant.parse(TODAY).toEpochMilli();
        Map<String, Long> countedAt = new HashMap<>();
        Map<UUID, String> expected = new HashMap<>();

        for (int chunk = 0; chunk < 20; chunk++) {
            List<ClickEvent> clicks = new ArrayList<>();
            for (int i = random.nextInt(40); i >= 0; i--) {
                String time =
                        Instant.ofEpochMilli(begin + chunk * 3_000L + random.nextInt(40_000))
                                .toString();
                clicks.add(
                        click(1 + random.nextInt(2), time).visitor(1 + random.nextInt(3)).build());
            }
            written(clicks);
            clicks.sort(Comparator.comparing(ClickEvent::id));
            Map<String, Long> countedInChunk = new HashMap<>();
            for (ClickEvent click : clicks) {
                String visit = click.id().link() + " " + click.visitor();
                Long before = countedAt.get(visit);
                long millis = click.id().millis();
                Long inChunk = countedInChunk.get(visit);
                boolean counts =
                        (before == null || Math.abs(millis - before) >= 10_000)
                                && (inChunk == null || millis - inChunk >= 10_000);
                if (counts) {
                    countedAt.merge(visit, millis, Math::max);
                    countedInChunk.put(visit, millis);
                }
                expected.put(click.id().uuid(), counts ? "valid" : "duplicate");
            }
        }

        Map<UUID, String> written = new HashMap<>();
        for (Row row :
                WrittenClicks.await(owner.query("select click_id, bucket from clicks").execute())) {
            written.put(row.getUUID(0), row.getString(1));
        }
        assertThat(written).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void clicks_that_two_writers_write_within_the_window_count_once() throws Exception {
        written(click(1, "2026-03-05T10:00:05Z").visitor(7));
        written(click(1, "2026-03-05T10:00:00Z").visitor(7));
        written(click(1, "2026-03-05T10:00:14Z").visitor(7));
        written(click(1, "2026-03-05T10:00:15Z").visitor(7));
        written(click(1, "2026-03-05T10:00:16Z").visitor(7).bucket(Bucket.SUSPICIOUS));
        written(click(1, "2026-03-05T10:00:17Z").visitor(7).bucket(Bucket.BOT));
        written(click(2, "2026-03-05T10:00:16Z").visitor(7));

        assertThat(database.texts("select bucket from clicks order by clicked_at, link_id"))
                .containsExactly(
                        "duplicate", "valid", "duplicate", "valid", "duplicate", "valid", "bot");
        assertThat(database.uniques()).containsExactly("10:00 link 1: 1", "10:00 link 2: 1");
        database.addUpTo(7);
    }

    @Test
    void a_click_that_is_delivered_again_is_no_repetition_of_itself() throws Exception {
        ClickEvent click = click(1, TODAY).visitor(7).build();
        written(List.of(click));
        written(List.of(click));
        ClickEvent another = click(2, TODAY).visitor(7).build();
        written(List.of(click, another));

        assertThat(database.buckets()).containsExactly("valid", "valid");
        database.addUpTo(2);
    }

    @Test
    void a_repeated_delivery_adds_nothing() throws Exception {
        List<ClickEvent> clicks = clicks(100);
        assertThat(written(clicks)).isEqualTo(100);
        List<String> before = database.all();

        assertThat(written(clicks)).isZero();

        assertThat(database.all()).isEqualTo(before);
    }

    @Test
    void a_delivery_that_is_partly_repeated_adds_what_is_new() throws Exception {
        List<ClickEvent> clicks = clicks(100);
        WrittenClicks.await(write.execute(clicks.subList(0, 60), false));

        assertThat(written(clicks.subList(30, 100))).isEqualTo(40);

        database.addUpTo(100);
    }

    @Test
    void a_click_that_is_twice_in_one_delivery_is_written_once() throws Exception {
        ClickEvent click = click(1, TODAY).build();

        assertThat(written(List.of(click, click))).isEqualTo(1);

        database.addUpTo(1);
    }

    @Test
    void a_click_of_a_day_without_a_partition_is_kept_and_counted() throws Exception {
        written(click(1, "2019-07-01T12:00:00Z").visitor(7));
        written(click(1, "2019-07-01T13:00:00Z").visitor(7));
        written(click(1, "2044-07-01T12:00:00Z").visitor(7));

        assertThat(database.texts("select distinct tableoid::regclass::text from clicks"))
                .containsExactly("clicks_default");
        database.addUpTo(3);
        assertThat(database.uniques())
                .containsExactly("12:00 link 1: 1", "13:00 link 1: 0", "12:00 link 1: 1");
    }

    @Test
    void a_late_click_of_a_visitor_who_is_forgotten_counts_once_more() throws Exception {
        String threeDaysAgo = LocalDate.now(ZoneOffset.UTC).minusDays(3) + "T10:00:00Z";
        String tenDaysAgo = LocalDate.now(ZoneOffset.UTC).minusDays(10) + "T11:00:00Z";
        written(click(1, threeDaysAgo).visitor(7));
        written(click(1, tenDaysAgo).visitor(7));

        assertThat(database.texts("select forget_click_visitors()")).containsExactly("1");
        written(click(1, threeDaysAgo).visitor(7));
        written(click(1, tenDaysAgo).visitor(7));

        assertThat(database.uniques())
                .containsExactlyInAnyOrder("10:00 link 1: 1", "11:00 link 1: 2");
    }

    @Test
    void what_no_column_can_hold_fails_and_leaves_nothing() throws Exception {
        WrittenClicks.await(
                owner.query("alter table clicks add constraint test_only check (visitor <> 9)")
                        .execute());
        try {
            List<ClickEvent> clicks =
                    List.of(click(1, TODAY).build(), click(1, TODAY).visitor(9).build());
            Future<WriteClicks.Written> refused = write.execute(clicks, false);

            assertThat(
                            WrittenClicks.await(
                                    refused.map("written")
                                            .recover(e -> Future.succeededFuture(e.toString()))))
                    .contains("test_only");
            assertThat(database.all()).containsExactly("0 rows");
        } finally {
            WrittenClicks.await(
                    owner.query("alter table clicks drop constraint test_only").execute());
        }
    }

    @Test
    void writers_that_get_the_same_clicks_at_once_count_each_once() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<ClickEvent> clicks = clicks(3000, random);

        List<Future<WriteClicks.Written>> writers = new ArrayList<>();
        List<List<ClickEvent>> deliveries = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int from = random.nextInt(clicks.size());
            deliveries.add(
                    clicks.subList(from, Math.min(clicks.size(), from + random.nextInt(600))));
        }
        for (int from = 0; from < clicks.size(); from += 300) {
            deliveries.add(clicks.subList(from, from + 300));
        }
        Collections.shuffle(deliveries, random);
        for (List<ClickEvent> delivery : deliveries) {
            writers.add(
                    write.execute(delivery, random.nextBoolean())
                            .recover(e -> write.execute(delivery, false)));
        }
        int inserted = 0;
        for (Future<WriteClicks.Written> writer : writers) {
            inserted += WrittenClicks.await(writer).inserted();
        }

        assertThat(inserted).as("seed %d", seed).isEqualTo(3000);
        database.addUpTo(3000);
    }

    private int written(ClickBuilder... clicks) throws Exception {
        List<ClickEvent> built = new ArrayList<>();
        for (ClickBuilder click : clicks) {
            built.add(click.build());
        }
        return written(built);
    }

    private int written(List<ClickEvent> clicks) throws Exception {
        return WrittenClicks.await(write.execute(clicks, false)).inserted();
    }

    private ClickBuilder click(long link, String time) {
        long millis = Instant.parse(time).toEpochMilli();
        return aClick().id(ClickId.of(millis, new LinkId(link), 1, 0, sequence++));
    }

    private List<ClickEvent> clicks(int count) {
        return clicks(count, new Random(count));
    }

    private List<ClickEvent> clicks(int count, Random random) {
        String[] times = {TODAY, SAME_HOUR, LATER_TODAY, TOMORROW};
        List<ClickEvent> clicks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clicks.add(
                    click(1 + random.nextInt(3), times[random.nextInt(times.length)])
                            .visitor(random.nextInt(1 + count / 4))
                            .from(random.nextBoolean() ? "SA" : "")
                            .bucket(BUCKETS.get(random.nextInt(BUCKETS.size())))
                            .build());
        }
        return clicks;
    }
}

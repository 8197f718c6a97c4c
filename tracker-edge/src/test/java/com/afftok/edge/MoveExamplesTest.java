package com.afftok.edge;

import static com.afftok.edge.Shop.sale;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.contract.MoveExample;
import com.afftok.contract.MoveExample.Parties;
import com.afftok.edge.Shop.Answer;
import com.afftok.shared.id.ClickId;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a postback that moves a conversion leaves in the database, as management would.
class MoveExamplesTest {

    private static final Parties PARTIES = new Parties(1, 2, 1, 1);

    private static RunningShop running;

    @BeforeAll
    static void start() throws Exception {
        running = RunningShop.open();
        running.database().keepEvents();
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    @ParameterizedTest
    @EnumSource
    void leaves_the_rows_and_the_event_that_the_other_service_would_leave(MoveExample example) {
        ClickId click = Shop.clickId(1, Duration.ofMinutes(5));
        long id = running.database().number(example.insert(PARTIES, click.uuid()));
        Map<String, String> report =
                Shop.with(sale(Shop.code(click), example.transaction()), "currency", "KWD");

        Answer answer =
                running.shop()
                        .report(
                                report,
                                "status",
                                example.name().toLowerCase(Locale.ROOT),
                                "amount",
                                example == MoveExample.REFUNDED ? "33.5" : "100.5");

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(running.database().number(example.written(id))).isEqualTo(1);
        assertThat(running.database().number(example.told("events", PARTIES, id, Shop.code(click))))
                .as(
                        running.database()
                                .text(
                                        "select string_agg(payload::text, ' ') from events"
                                                + " where payload ->> 'conversion_id' = '"
                                                + id
                                                + "'"))
                .isEqualTo(1);
    }
}

package com.afftok.management.sale.integration;

import static com.afftok.management.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.shared.postback.PostbackStream;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

final class ReplayOutagesTest {

    @Test
    void a_replay_that_redis_or_the_database_cannot_take_is_refused_and_one_asked_later_waits_once()
            throws Exception {
        try (RunningApi api = RunningApi.own()) {
            SignedIn shop = api.signedIn(Role.ADVERTISER);
            long kept =
                    api.sql(
                            """
                            insert into received_postbacks (advertiser_id, outcome, error_code, reason,
                                                            transaction_id, proven, parameters)
                            values (%d, 'rejected', 'CONV_005', 'There is no sale.', 't-1', true,
                                    '{"transaction_id": "t-1"}')
                            returning id
                            """
                                    .formatted(shop.account()));
            String replay = "/api/advertiser/postbacks/" + kept + "/replay";

            api.redis().stop();
            assertRefused(shop.post(replay, ""), "REDIS_001");
            api.redis().start();
            eventually("redis is back", () -> api.get("/health/redis").statusCode() == 200);
            assertThat(api.redis().ask("EXISTS " + PostbackStream.STREAM)).isEqualTo(":0");

            api.postgres().stop();
            assertRefused(shop.post(replay, ""), "DB_001");
            api.postgres().start();
            eventually("the database is back", () -> api.get("/health/db").statusCode() == 200);
            assertThat(api.redis().ask("EXISTS " + PostbackStream.STREAM)).isEqualTo(":0");

            // A dead connection may be used once more before the pool notices.
            eventually("a replay is taken", () -> shop.post(replay, "").statusCode() == 202);
            assertThat(api.redis().ask("XLEN " + PostbackStream.STREAM)).isEqualTo(":1");
            assertThat(api.sql("select count(*) from received_postbacks")).isEqualTo(1);
        }
    }

    private static void assertRefused(HttpResponse<String> answer, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.body()).contains('"' + code + '"');
    }
}

package com.afftok.management.sale.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.contract.MoveExample;
import com.afftok.contract.MoveExample.Parties;
import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.code.KeyRing;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a person who moves a conversion leaves in the database, as the edge would.
final class MoveExamplesTest {

    private static final ClickCodes CODES =
            new ClickCodes(KeyRing.parse("1:8f1d3c5b7a99e2406cb1d8f3a5e70912"));

    private final RunningApi api = RunningApi.shared();
    private final SignedIn shop = api.signedIn(Role.ADVERTISER);
    private final SignedIn promoter = api.signedIn(Role.PROMOTER);
    private final Parties parties = parties();

    @ParameterizedTest
    @EnumSource
    void leaves_the_rows_and_the_event_that_the_other_service_would_leave(MoveExample example) {
        ClickId click =
                ClickId.of(Instant.now().toEpochMilli(), new LinkId(parties.link()), 1, 7, 1);
        long id = api.sql(example.insert(parties, click.uuid()));

        HttpResponse<String> answer = decide(id, example);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(api.sql(example.written(id))).isEqualTo(1);
        assertThat(api.sql(example.told("outbox", parties, id, CODES.encode(click)))).isEqualTo(1);
    }

    private HttpResponse<String> decide(long id, MoveExample example) {
        String path = "/api/conversions/" + id;
        String reason = "{\"reason\":\"looked at the order\"";
        return switch (example) {
            case APPROVED -> shop.post(path + "/approve", reason + '}');
            case REJECTED -> shop.post(path + "/reject", reason + '}');
            case REFUNDED -> shop.post(path + "/reverse", reason + ",\"amount\":33.5}");
            case REVERSED -> shop.post(path + "/reverse", reason + '}');
        };
    }

    private Parties parties() {
        long offer =
                api.sql(
                        """
                        insert into offers (advertiser_id, title, destination_url, payout, currency,
                                            status)
                        values (%d, 'Shop', 'https://shop.example.com/', 5, 'USD', 'active')
                        returning id
                        """
                                .formatted(shop.account()));
        long link =
                api.sql(
                        """
                        insert into user_offers (promoter_id, offer_id, advertiser_id)
                        values (%d, %d, %d) returning id
                        """
                                .formatted(promoter.account(), offer, shop.account()));
        return new Parties(shop.account(), promoter.account(), offer, link);
    }
}

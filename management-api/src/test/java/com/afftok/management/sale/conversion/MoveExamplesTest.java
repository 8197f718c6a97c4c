package com.afftok.management.sale.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.contract.MoveExample;
import com.afftok.contract.MoveExample.Parties;
import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.code.KeyRing;
import com.afftok.shared.conversion.ConversionMove;
import com.afftok.shared.conversion.ConversionOutcome;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
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

        ConversionOutcome outcome = move(id, move(example));

        assertThat(outcome).isInstanceOf(ConversionOutcome.Moved.class);
        assertThat(api.sql(example.written(id))).isEqualTo(1);
        assertThat(api.sql(example.told("outbox", parties, id, CODES.encode(click)))).isEqualTo(1);
    }

    private static ConversionMove move(MoveExample example) {
        return switch (example) {
            case APPROVED -> new ConversionMove.Approve();
            case REJECTED -> new ConversionMove.Reject();
            case REFUNDED -> new ConversionMove.Refund(Money.parse("33.5", Currency.of("KWD")));
            case REVERSED -> new ConversionMove.Reverse();
        };
    }

    @SuppressWarnings("unchecked")
    private ConversionOutcome move(long conversion, ConversionMove move) {
        MoveConversion moves = api.part(MoveConversion.class);
        TransactionOperations<Connection> transactions = api.part(TransactionOperations.class);
        return transactions.executeWrite(_ ->
                moves.move(moves.lock(new ConversionId(conversion)).orElseThrow(), move, null));
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

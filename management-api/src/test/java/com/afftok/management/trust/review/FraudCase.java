package com.afftok.management.trust.review;

import com.afftok.management.RunningApi;
import com.afftok.management.money.ledger.BookEntries;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.code.KeyRing;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.ledger.BusinessEvent;
import com.afftok.shared.ledger.Earnings;
import com.afftok.shared.ledger.Share;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.transaction.TransactionOperations;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// An offer with one link and its traffic, in the database: a sale of 100 USD pays the promoter 5
/// and the recruiter 0.50.
public record FraudCase(
        RunningApi api, long advertiser, long offer, long promoter, long recruiter, long link) {

    private static final ClickCodes CODES =
            new ClickCodes(KeyRing.parse("1:8f1d3c5b7a99e2406cb1d8f3a5e70912"));
    private static final AtomicInteger SEQUENCE = new AtomicInteger();
    private static final Currency USD = Currency.of("USD");

    public static FraudCase in(RunningApi api) {
        long advertiser = account(api, "advertiser");
        long promoter = account(api, "promoter");
        long offer =
                api.sql(
                        """
                        insert into offers (advertiser_id, title, destination_url, payout, currency,
                                            status)
                        values (%d, 'Shop', 'https://shop.example.com/', 5, 'USD', 'active')
                        returning id
                        """
                                .formatted(advertiser));
        long link =
                api.sql(
                        """
                        insert into user_offers (promoter_id, offer_id, advertiser_id)
                        values (%d, %d, %d) returning id
                        """
                                .formatted(promoter, offer, advertiser));
        return new FraudCase(api, advertiser, offer, promoter, account(api, "promoter"), link);
    }

    private static long account(RunningApi api, String role) {
        return api.sql(
                """
                insert into accounts (kind, country) values ('%s', 'SA')
                returning id
                """
                        .formatted(role));
    }

    /// A click one minute ago.
    ///
    /// @param score in hundredths
    public ClickId click(String bucket, int score, String... reasons) {
        return click(Duration.ofMinutes(1), bucket, score, reasons);
    }

    public ClickId click(Duration ago, String bucket, int score, String... reasons) {
        ClickId click =
                ClickId.of(
                        Instant.now().minus(ago).toEpochMilli(),
                        new LinkId(link),
                        1,
                        7,
                        SEQUENCE.incrementAndGet());
        api.sql(
                """
                insert into clicks (advertiser_id, clicked_at, click_id, link_id, offer_id, promoter_id,
                                    bucket, score, rule_set, reasons, device, visitor, address,
                                    user_agent, sub1)
                values (%d, to_timestamp(%d / 1000.0), '%s', %d, %d, %d, '%s', %d, 1, '{%s}', 'desktop',
                        1, '203.0.113.0/24', 'Mozilla/5.0', 'spring')
                """
                        .formatted(
                                advertiser,
                                click.millis(),
                                click.uuid(),
                                link,
                                offer,
                                promoter,
                                bucket,
                                score,
                                String.join(",", reasons)));
        return click;
    }

    public static String code(ClickId click) {
        return CODES.encode(click);
    }

    /// A conversion of the click with this first status, booked if approved.
    public long conversion(ClickId click, String status) {
        return conversion(click, status, false, "null");
    }

    /// A conversion of the click that is held for review.
    ///
    /// @param reason of the hold, in quotes
    public long held(ClickId click, String status, String reason) {
        return conversion(click, status, true, reason);
    }

    @SuppressWarnings("unchecked")
    private long conversion(ClickId click, String status, boolean held, String reason) {
        long id =
                api.sql(
                        """
                        with made as (
                            insert into conversions (advertiser_id, transaction_id, click_id, clicked_at,
                                link_id, offer_id, promoter_id, status, status_reason, needs_review, amount,
                                currency, commission, commission_currency, goal)
                            values (%1$d, gen_random_uuid()::text, '%2$s', to_timestamp(%3$d / 1000.0), %4$d,
                                    %5$d, %6$d, '%7$s', %8$s, %9$s, 100, 'USD', 5, 'USD', 'sale')
                            returning advertiser_id, id),
                        shares as (
                            insert into commissions (advertiser_id, conversion_id, level, promoter_id, amount,
                                                     currency)
                            select advertiser_id, id, level, promoter, amount, 'USD'
                              from made, (values (0, %6$d, 5), (1, %10$d, 0.5)) s (level, promoter, amount))
                        select id from made
                        """
                                .formatted(
                                        advertiser,
                                        click.uuid(),
                                        click.millis(),
                                        link,
                                        offer,
                                        promoter,
                                        status,
                                        reason,
                                        held,
                                        recruiter));
        Earnings earnings =
                Earnings.of(
                        USD,
                        List.of(
                                new Share(0, new AccountId(promoter), usd("5")),
                                new Share(1, new AccountId(recruiter), usd("0.5"))));
        ConversionId conversion = new ConversionId(id);
        AccountId shop = new AccountId(advertiser);
        BookEntries ledger = api.part(BookEntries.class);
        TransactionOperations<Connection> transactions = api.part(TransactionOperations.class);
        transactions.executeWrite(_ -> {
            ledger.book(List.of(new BusinessEvent.Recorded(conversion, shop, earnings)));
            if (status.equals("approved")) {
                ledger.book(List.of(new BusinessEvent.Approved(conversion, shop, earnings)));
            }
            return conversion;
        });
        return id;
    }

    private static Money usd(String amount) {
        return Money.of(new BigDecimal(amount), USD);
    }

    /// The balance of an account, in cents.
    public long balance(String account, long user) {
        return api.sql(
                """
                select coalesce(sum(amount) * 100, 0)::bigint from ledger_postings
                 where account = '%s' and owner_id = %d
                """
                        .formatted(account, user));
    }

    public boolean is(long conversion, String condition) {
        return api.sql(
                        "select count(*) from conversions where id = %d and %s"
                                .formatted(conversion, condition))
                == 1;
    }

    public boolean isTold(long conversion, String event, String condition) {
        return api.sql(
                        """
                        select count(*) from outbox
                         where advertiser_id = %d and promoter_id = %d and offer_id = %d
                           and event = '%s' and (payload ->> 'conversion_id')::bigint = %d and %s
                        """
                                .formatted(
                                        advertiser, promoter, offer, event, conversion, condition))
                == 1;
    }

    public boolean isAudited(String action, String object, String condition) {
        return api.sql(
                        """
                        select count(*) from audit_log
                         where action = '%s' and object_id = '%s' and %s
                        """
                                .formatted(action, object, condition))
                == 1;
    }
}

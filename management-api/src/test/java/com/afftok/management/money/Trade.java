package com.afftok.management.money;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.money.ledger.BookEntries;
import com.afftok.management.trust.review.FraudCase;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.ledger.BusinessEvent;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.transaction.TransactionOperations;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;

/// A promoter, whom a recruiter recruited, and an advertiser, with an offer and a link.
public record Trade(
        RunningApi api,
        SignedIn advertiser,
        SignedIn promoter,
        SignedIn recruiter,
        FraudCase offer) {

    public static Trade in(RunningApi api) {
        SignedIn recruiter = api.signedIn(Role.PROMOTER);
        SignedIn promoter = api.signedIn(Role.PROMOTER);
        SignedIn advertiser = api.signedIn(Role.ADVERTISER);
        api.sql(
                "update accounts set recruiter_id = %d where id = %d"
                        .formatted(recruiter.account(), promoter.account()));
        long offer =
                api.sql(
                        """
                        insert into offers (advertiser_id, title, destination_url, payout, currency, status)
                        values (%d, 'Shop', 'https://shop.example.com/', 5, 'USD', 'active') returning id
                        """
                                .formatted(advertiser.account()));
        long link =
                api.sql(
                        """
                        insert into user_offers (promoter_id, offer_id, advertiser_id)
                        values (%d, %d, %d) returning id
                        """
                                .formatted(promoter.account(), offer, advertiser.account()));
        return new Trade(
                api,
                advertiser,
                promoter,
                recruiter,
                new FraudCase(
                        api,
                        advertiser.account(),
                        offer,
                        promoter.account(),
                        recruiter.account(),
                        link));
    }

    /// A sale of 100 USD that pays the promoter 5 and the recruiter 0.50.
    public long sale(String status) {
        return offer.conversion(offer.click("valid", 0), status);
    }

    /// Books an adjustment of the promoter's available balance, in USD.
    public void adjust(String amount) {
        adjust(amount, "USD");
    }

    @SuppressWarnings("unchecked")
    public void adjust(String amount, String currency) {
        BookEntries ledger = api.part(BookEntries.class);
        TransactionOperations<Connection> transactions = api.part(TransactionOperations.class);
        transactions.executeWrite(_ -> {
            ledger.book(
                    List.of(
                            new BusinessEvent.Adjusted(
                                    UUID.randomUUID().toString(),
                                    new AccountId(advertiser.account()),
                                    new AccountId(promoter.account()),
                                    Money.of(new BigDecimal(amount), Currency.of(currency)),
                                    BusinessEvent.Payer.PLATFORM,
                                    "a present")));
            return amount;
        });
    }

    /// A payout method that payouts use.
    public long method() {
        long id =
                Long.parseLong(
                        RunningApi.member(
                                promoter.post(
                                        "/api/payout-methods",
                                        "{\"method\":\"paypal\",\"account_holder\":\"Layla\",\"account\":\"layla@example.com\"}"),
                                "id"));
        api.sql("update payout_methods set usable_from = now() where id = " + id);
        return id;
    }
}

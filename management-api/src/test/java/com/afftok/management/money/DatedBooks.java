package com.afftok.management.money;

import com.afftok.management.RunningApi;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.ledger.BookEvent;
import com.afftok.shared.ledger.BusinessEvent;
import com.afftok.shared.ledger.Earnings;
import com.afftok.shared.ledger.LedgerEntry;
import com.afftok.shared.ledger.Posting;
import com.afftok.shared.ledger.Refund;
import com.afftok.shared.ledger.Share;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;

/// Books events of a trade at chosen times, as the services would have booked them then.
public record DatedBooks(Trade trade) {

    private static final Currency USD = Currency.of("USD");

    /// A sale of 100 USD.
    public record Sale(ConversionId conversion, Earnings earnings) {}

    /// A sale that pays the promoter 5, the recruiter 0.50 and the platform a fee.
    public Sale sale(Instant at, String fee) {
        long id =
                api().sql(
                                """
                                with made as (
                                    insert into conversions (advertiser_id, transaction_id, link_id, offer_id, promoter_id,
                                                             status, amount, currency, commission, commission_currency)
                                    values (%d, '%s', %d, %d, %d, 'pending', 100, 'USD', 5, 'USD')
                                    returning advertiser_id, id, promoter_id),
                                earned as (
                                    insert into commissions (advertiser_id, conversion_id, promoter_id, amount, currency)
                                    select advertiser_id, id, promoter_id, 5, 'USD' from made)
                                select id from made
                                """
                                        .formatted(
                                                trade.offer().advertiser(),
                                                UUID.randomUUID(),
                                                trade.offer().link(),
                                                trade.offer().offer(),
                                                trade.offer().promoter()));
        Earnings earnings =
                new Earnings(
                        List.of(
                                new Share(0, new AccountId(trade.offer().promoter()), usd("5")),
                                new Share(1, new AccountId(trade.offer().recruiter()), usd("0.5"))),
                        usd(fee));
        Sale sale = new Sale(new ConversionId(id), earnings);
        book(at, new BusinessEvent.Recorded(sale.conversion(), advertiser(), earnings));
        return sale;
    }

    public void approve(Instant at, Sale sale) {
        book(at, new BusinessEvent.Approved(sale.conversion(), advertiser(), sale.earnings()));
    }

    public void reject(Instant at, Sale sale) {
        book(at, new BusinessEvent.Rejected(sale.conversion(), advertiser(), sale.earnings()));
    }

    /// Refunds a part of the 100.
    ///
    /// @param before the total of earlier refunds, and `after` with this one
    public void refund(Instant at, Sale sale, String before, String after) {
        Refund refund = new Refund(usd("100"), usd(before), usd(after));
        book(
                at,
                refund.isWhole()
                        ? new BusinessEvent.Reversed(
                                sale.conversion(), advertiser(), sale.earnings(), refund)
                        : new BusinessEvent.PartlyRefunded(
                                sale.conversion(), advertiser(), sale.earnings(), refund));
    }

    /// An adjustment at the expense of the advertiser.
    public void adjust(Instant at, String amount) {
        book(
                at,
                new BusinessEvent.Adjusted(
                        UUID.randomUUID().toString(),
                        advertiser(),
                        new AccountId(trade.offer().promoter()),
                        usd(amount),
                        BusinessEvent.Payer.ADVERTISER,
                        "agreed"));
    }

    public void award(Instant at, String amount) {
        book(
                at,
                new BusinessEvent.Awarded(
                        UUID.randomUUID().toString(),
                        advertiser(),
                        new AccountId(trade.offer().promoter()),
                        usd(amount),
                        "well done"));
    }

    public void pay(Instant at, String amount) {
        book(
                at,
                new BusinessEvent.AdvertiserPaid(
                        UUID.randomUUID().toString(), advertiser(), usd(amount), null));
    }

    public AccountId advertiser() {
        return new AccountId(trade.offer().advertiser());
    }

    private RunningApi api() {
        return trade.api();
    }

    private static Money usd(String amount) {
        return Money.of(new BigDecimal(amount), USD);
    }

    private void book(Instant at, BusinessEvent event) {
        for (LedgerEntry entry : BookEvent.book(event)) {
            ConversionId conversion = entry.conversion();
            StringJoiner lines = new StringJoiner(", ");
            for (Posting posting : entry.postings()) {
                AccountId owner = posting.owner();
                lines.add(
                        "('%s', cast(%s as bigint), %s)"
                                .formatted(
                                        posting.account().label(),
                                        owner == null ? "null" : Long.toString(owner.value()),
                                        posting.amount().toBigDecimal()));
            }
            api().sql(
                            """
                            with entry as (
                                insert into ledger_entries (advertiser_id, kind, event_key, conversion_id, reverses_id,
                                                            created_at)
                                values (%1$d, '%2$s', '%3$s', %4$s,
                                        (select id from ledger_entries
                                          where advertiser_id = %1$d and event_key = '%5$s'), '%6$s')
                                returning advertiser_id, id)
                            insert into ledger_postings (advertiser_id, entry_id, line, account, owner_id, currency, amount)
                            select advertiser_id, id, row_number() over (), account, owner, 'USD', amount
                              from entry, (values %7$s) as v (account, owner, amount)
                            """
                                    .formatted(
                                            entry.advertiser().value(),
                                            entry.kind().label(),
                                            entry.eventKey(),
                                            conversion == null
                                                    ? "null"
                                                    : Long.toString(conversion.value()),
                                            entry.reverses(),
                                            at,
                                            lines));
        }
    }
}

package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.ledger.BookEvent;
import com.afftok.shared.ledger.BusinessEvent;
import com.afftok.shared.ledger.BusinessEvent.PayoutRequested;
import com.afftok.shared.ledger.ChoosePostings;
import com.afftok.shared.ledger.ChoosePostings.AvailablePosting;
import com.afftok.shared.ledger.ChoosePostings.PayoutChoice;
import com.afftok.shared.ledger.Deductions;
import com.afftok.shared.ledger.Earnings;
import com.afftok.shared.ledger.LedgerEntry;
import com.afftok.shared.ledger.Posting;
import com.afftok.shared.ledger.PostingKey;
import com.afftok.shared.ledger.Refund;
import com.afftok.shared.ledger.Share;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/// The database accepts what the ledger's rules book.
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(SchemaServers.class)
final class SchemaBookingTest {

    private static final Currency KWD = Currency.of("KWD");
    private static final AccountId SHOP = new AccountId(1);
    private static final AccountId STORE = new AccountId(3);
    private static final AccountId ALI = new AccountId(2);
    private static final AccountId MONA = new AccountId(4);
    private static final ConversionId CONVERSION = new ConversionId(17);

    /// 40.000 for Mona, 4.000 for Ali who recruited her, 1.000 for the platform.
    private static final Earnings EARNINGS =
            new Earnings(
                    List.of(new Share(0, MONA, kwd(40_000)), new Share(1, ALI, kwd(4_000))),
                    kwd(1_000));

    private final SchemaDatabase database;

    SchemaBookingTest(SchemaServer server) throws SQLException {
        database = server.emptyDatabase();
    }

    /// Entries of a conversion need an existing one.
    @BeforeEach
    void fill() throws Exception {
        database.run(SchemaRefusals.fixture());
        database.run(
                """
                insert into user_offers (id, promoter_id, offer_id, advertiser_id) values (17, 4, 1, 1)
                """,
                """
                insert into conversions (advertiser_id, id, transaction_id, link_id, offer_id, promoter_id, status,
                                         amount, currency, commission_currency)
                values (1, 17, 'order-17', 17, 1, 4, 'pending', 100, 'USD', 'KWD')
                """);
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void takes_a_conversion_from_its_record_to_its_reversal() throws Exception {
        var half = new Refund(usd(100), usd(0), usd(50));
        var rest = new Refund(usd(100), usd(50), usd(100));

        book(new BusinessEvent.Recorded(CONVERSION, SHOP, EARNINGS));
        book(new BusinessEvent.Approved(CONVERSION, SHOP, EARNINGS));
        assertThat(balances())
                .containsExactly(
                        "advertiser 1 -45.0000",
                        "platform null 1.0000",
                        "promoter_available 2 4.0000",
                        "promoter_available 4 40.0000");
        book(new BusinessEvent.PartlyRefunded(CONVERSION, SHOP, EARNINGS, half));
        book(new BusinessEvent.Reversed(CONVERSION, SHOP, EARNINGS, rest));

        assertThat(balances()).isEmpty();
        assertThat(
                        database.rows(
                                """
                                select e.event_key, r.event_key
                                  from ledger_entries e
                                  join ledger_entries r on r.advertiser_id = e.advertiser_id and r.id = e.reverses_id
                                 order by e.id
                                """))
                .containsExactly(
                        "conversion:17:refund:50 conversion:17:recorded",
                        "conversion:17:reversed conversion:17:recorded");
    }

    @Test
    void takes_a_rejection_and_the_same_event_once() throws Exception {
        var recorded = new BusinessEvent.Recorded(CONVERSION, SHOP, EARNINGS);
        book(recorded);

        assertThat(database.outcome(statements(BookEvent.book(recorded), List.of())))
                .isEqualTo("ledger_entries_event_is_booked_once");
        book(new BusinessEvent.Rejected(CONVERSION, SHOP, EARNINGS));

        assertThat(balances()).isEmpty();
    }

    @Test
    void takes_payouts_over_two_advertisers_that_absorb_refunds() throws Exception {
        book(new BusinessEvent.AdvertiserPaid("wire-1", SHOP, kwd(90_000), null));
        adjust("a", SHOP, 50_000, BusinessEvent.Payer.ADVERTISER);
        adjust("b", STORE, 30_000, BusinessEvent.Payer.PLATFORM);
        PayoutRequested first = request(7, 60_000);
        end(
                first,
                "completed",
                new BusinessEvent.PayoutCompleted(
                        first.payout(),
                        MONA,
                        first.amount(),
                        new Deductions(kwd(500), kwd(1_500)),
                        first.slices()));
        assertThat(available()).extracting(AvailablePosting::amount).containsExactly(kwd(20_000));

        adjust("c", SHOP, -15_000, BusinessEvent.Payer.ADVERTISER);
        PayoutRequested second = request(8, 5_000);
        assertThat(available()).isEmpty();
        assertThat(second.slices()).hasSize(2);
        end(
                second,
                "failed",
                new BusinessEvent.PayoutFailed(
                        second.payout(), MONA, second.amount(), second.slices()));

        assertThat(available())
                .extracting(AvailablePosting::amount)
                .containsExactlyInAnyOrder(kwd(-15_000), kwd(20_000));
        assertThat(balances())
                .contains(
                        "promoter_available 4 5.0000",
                        "paid_out 4 58.0000",
                        "tax_withheld 4 1.5000")
                .noneMatch(balance -> balance.startsWith("promoter_payout"));
    }

    private void adjust(
            String reference, AccountId advertiser, long minor, BusinessEvent.Payer payer)
            throws SQLException {
        book(new BusinessEvent.Adjusted(reference, advertiser, MONA, kwd(minor), payer, "test"));
    }

    private PayoutRequested request(int id, long minor) throws SQLException {
        List<AvailablePosting> available = available();
        Money balance =
                available.stream().map(AvailablePosting::amount).reduce(kwd(0), Money::plus);
        var chosen =
                (PayoutChoice.Chosen)
                        ChoosePostings.choose(kwd(minor), kwd(1), balance, null, available);
        var request = new PayoutRequested(new PayoutId(id), MONA, kwd(minor), chosen.parts());
        List<String> statements = new ArrayList<>();
        statements.add(
                "insert into payouts (id, promoter_id, amount, currency, method, fee, withheld, tax_country, tax_percent) values (%d, 4, %s, 'KWD', 'paypal', 0.5, 1.5, 'KW', 2.5)"
                        .formatted(id, kwd(minor).toBigDecimal()));
        statements.addAll(List.of(statements(BookEvent.book(request), chosen.usedUp())));
        database.run(statements.toArray(String[]::new));
        return request;
    }

    private void end(PayoutRequested request, String status, BusinessEvent event)
            throws SQLException {
        String update = "update payouts set %s where id = " + request.payout().value();
        database.run(update.formatted("status = 'approved', approved_by = 1"));
        database.run(update.formatted("status = 'processing'"));
        List<String> statements =
                new ArrayList<>(List.of(statements(BookEvent.book(event), List.of())));
        String reason = status.equals("failed") ? ", failure_reason = 'closed'" : "";
        statements.add(
                update.formatted("status = '%1$s', %1$s_at = now()%2$s".formatted(status, reason)));
        database.run(statements.toArray(String[]::new));
    }

    private void book(BusinessEvent event) throws SQLException {
        database.run(statements(BookEvent.book(event), List.of()));
    }

    /// Inserts the entries with their payout allocations: the chosen postings, and the entries' own
    /// lines.
    private static String[] statements(List<LedgerEntry> entries, List<PostingKey> chosen) {
        List<String> statements = new ArrayList<>();
        List<String> used = new ArrayList<>();
        @Nullable PayoutId payout = entries.getFirst().payout();
        for (PostingKey key : chosen) {
            used.add(
                    "select %d, %d, %d"
                            .formatted(key.advertiser().value(), key.entry(), key.line()));
        }
        for (LedgerEntry entry : entries) {
            String named =
                    "from ledger_entries where advertiser_id = %d and event_key = '%%s'"
                            .formatted(entry.advertiser().value());
            statements.add(
                    """
                    insert into ledger_entries (advertiser_id, kind, event_key, conversion_id, payout_id, memo,
                                                reverses_id)
                    values (%d, '%s', '%s', %s, %s, '%s', (select id %s))
                    """
                            .formatted(
                                    entry.advertiser().value(),
                                    entry.kind().label(),
                                    entry.eventKey(),
                                    entry.conversion() == null ? null : entry.conversion().value(),
                                    entry.payout() == null ? null : entry.payout().value(),
                                    entry.memo(),
                                    named.formatted(entry.reverses())));
            String id = named.formatted(entry.eventKey());
            for (int line = 1; line <= entry.postings().size(); line++) {
                Posting posting = entry.postings().get(line - 1);
                AccountId owner = posting.owner();
                statements.add(
                        """
                        insert into ledger_postings (advertiser_id, entry_id, line, account, owner_id, currency, amount)
                        select advertiser_id, id, %d, '%s', %s, '%s', %s %s
                        """
                                .formatted(
                                        line,
                                        posting.account().label(),
                                        owner == null ? null : owner.value(),
                                        posting.amount().currency(),
                                        posting.amount().toBigDecimal(),
                                        id));
            }
            if (entry.usedUpLine() > 0) {
                used.add("select advertiser_id, id, %d %s".formatted(entry.usedUpLine(), id));
            }
        }
        if (!used.isEmpty() && payout != null) {
            statements.add(
                    "insert into payout_postings (advertiser_id, entry_id, line, payout_id) select *, %d from (%s) u"
                            .formatted(payout.value(), String.join(" union all ", used)));
        }
        return statements.toArray(String[]::new);
    }

    /// Mona's postings that no payout has used.
    private List<AvailablePosting> available() throws SQLException {
        return database
                .rows(
                        """
                        select advertiser_id, entry_id, line, amount from ledger_postings l
                         where account = 'promoter_available' and owner_id = 4
                           and not exists (select from payout_postings u
                                where (u.advertiser_id, u.entry_id, u.line) = (l.advertiser_id, l.entry_id, l.line))
                        """)
                .stream()
                .map(row -> row.split(" ", -1))
                .map(row ->
                        new AvailablePosting(
                                new PostingKey(
                                        new AccountId(Long.parseLong(row[0])),
                                        Long.parseLong(row[1]),
                                        Integer.parseInt(row[2])),
                                Money.of(new BigDecimal(row[3]), KWD)))
                .toList();
    }

    private List<String> balances() throws SQLException {
        return database.rows(
                """
                select account, owner_id, sum(amount) from ledger_postings where currency = 'KWD'
                 group by 1, 2 having sum(amount) <> 0 order by 1, 2
                """);
    }

    private static Money usd(long minor) {
        return new Money(minor, Currency.of("USD"));
    }

    private static Money kwd(long minor) {
        return new Money(minor, KWD);
    }
}

package com.afftok.management.sale.price;

import static org.jooq.impl.DSL.field;

import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import com.afftok.shared.commission.CalculateCommission;
import com.afftok.shared.commission.Cap;
import com.afftok.shared.commission.CapPeriod;
import com.afftok.shared.commission.CommissionRule;
import com.afftok.shared.commission.Paid;
import com.afftok.shared.commission.Payout;
import com.afftok.shared.commission.PayoutType;
import com.afftok.shared.commission.PromoterFigures;
import com.afftok.shared.commission.PromoterFigures.Recent;
import com.afftok.shared.commission.ReadRule;
import com.afftok.shared.commission.Recruiter;
import com.afftok.shared.commission.RuleReading;
import com.afftok.shared.commission.SoldIn;
import com.afftok.shared.commission.statement.PricingStatements;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

/// Reads what the commission of a sale depends on, with the statements of the edge.
@Singleton
public final class PricingRepository {

    private static final Argument<Map<String, Object>> OBJECT =
            Argument.mapOf(String.class, Object.class);
    private static final Columns<LinkRow> LINK = Columns.of(LinkRow.class);

    private final Statements statements;
    private final ObjectMapper json;

    PricingRepository(Statements statements, ObjectMapper json) {
        this.statements = statements;
        this.json = json;
    }

    /// A link with its parties.
    @Introspected
    public record LinkRow(long id, long advertiserId, long offerId, long promoterId) {}

    /// The promoter's first link of the offer, by id.
    public Optional<LinkRow> link(long offer, long promoter) {
        return statements
                .list(
                        LINK,
                        sql ->
                                sql.select(LINK.all())
                                        .from("user_offers")
                                        .where(
                                                field("offer_id", Long.class).eq(offer),
                                                field("promoter_id", Long.class).eq(promoter))
                                        .orderBy(field("id"))
                                        .limit(1))
                .stream()
                .findFirst();
    }

    /// The link with this id.
    ///
    /// @param advertiser restricts it to this advertiser's; null for all
    public Optional<LinkRow> link(LinkId id, @Nullable AccountId advertiser) {
        return statements
                .list(
                        LINK,
                        sql ->
                                sql.select(LINK.all())
                                        .from("user_offers")
                                        .where(
                                                new Filters()
                                                        .is(field("id", Long.class), id.value())
                                                        .is(
                                                                field("advertiser_id", Long.class),
                                                                advertiser == null
                                                                        ? null
                                                                        : advertiser.value())
                                                        .all()))
                .stream()
                .findFirst();
    }

    /// Prices the sales of a promoter for an offer one after the other, until the end of the
    /// transaction.
    public void lockSales(LinkRow link) {
        Result<Record> _ =
                fetch(
                        PricingStatements.ONE_AFTER_THE_OTHER,
                        Long.toString(link.promoterId()),
                        Long.toString(link.offerId()));
    }

    /// The terms for clicks at a time.
    public PricingTerms terms(LinkRow link, Instant agreedAt) {
        Record row = fetch(PricingStatements.TERMS, link.id(), agreedAt).getFirst();
        List<CommissionRule> rules = new ArrayList<>();
        boolean complete = true;
        for (Record stored : fetch(PricingStatements.RULES, of(link, agreedAt))) {
            if (rule(stored) instanceof RuleReading.Read(CommissionRule rule)) {
                rules.add(rule);
            } else {
                complete = false;
            }
        }
        List<Cap> caps =
                fetch(PricingStatements.CAPS, of(link, agreedAt)).map(PricingRepository::cap);
        Currency currency = Currency.of(row.get("currency", String.class));
        return new PricingTerms(
                new Payout(
                        PayoutType.find(row.get("payout_type", String.class)).orElseThrow(),
                        Money.rounded(row.get("payout", BigDecimal.class), currency),
                        row.get("percent", BigDecimal.class)),
                currency,
                row.get("category", String.class),
                Arrays.asList(row.get("goals", String[].class)),
                row.get("attribution_days", int.class),
                Objects.requireNonNullElse(row.get("source", String.class), ""),
                complete,
                row.get("active", boolean.class),
                rules,
                caps,
                recruiters(row),
                row.get("fee_percent", BigDecimal.class));
    }

    private static Object[] of(LinkRow link, Instant agreedAt) {
        return new Object[] {
            link.offerId(), link.promoterId(), agreedAt, CalculateCommission.MAX_RULES
        };
    }

    private RuleReading rule(Record row) {
        try {
            return ReadRule.of(
                    row.get("id", long.class),
                    account(row.get("promoter_id", Long.class)),
                    Objects.requireNonNull(json.readValue(row.get("rule", String.class), OBJECT)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable AccountId account(@Nullable Long id) {
        return id == null ? null : new AccountId(id);
    }

    private static Cap cap(Record row) {
        BigDecimal amount = row.get("max_amount", BigDecimal.class);
        return Cap.of(
                account(row.get("promoter_id", Long.class)),
                CapPeriod.find(row.get("period", String.class)).orElseThrow(),
                row.get("max_conversions", Long.class),
                amount == null
                        ? null
                        : Money.rounded(amount, Currency.of(row.get("currency", String.class))));
    }

    /// A banned or closed account earns nothing; the recruiters above it do.
    private static List<Recruiter> recruiters(Record row) {
        List<Recruiter> recruiters = new ArrayList<>();
        for (int level = 1; level <= Recruiter.MAX_LEVEL; level++) {
            AccountId account = account(row.get("id" + level, Long.class));
            BigDecimal percent = row.get("percent" + level, BigDecimal.class);
            if (account != null
                    && percent != null
                    && "active".equals(row.get("status" + level, String.class))) {
                recruiters.add(new Recruiter(level, account, percent));
            }
        }
        return recruiters;
    }

    /// The promoter's figures at a time, as far as its terms need them.
    public PromoterFigures figures(LinkRow link, Instant at, PricingTerms terms) {
        Instant month = CapPeriod.MONTH.start(at);
        List<SoldIn> sold =
                fetch(
                                PricingStatements.SALES,
                                link.advertiserId(),
                                link.offerId(),
                                link.promoterId(),
                                CapPeriod.DAY.start(at),
                                month,
                                terms.hasTotal() ? Instant.EPOCH : month)
                        .map(PricingRepository::soldIn);
        return PromoterFigures.of(sold, terms.askForPerformance() ? recent(link, at) : Recent.NONE);
    }

    private Recent recent(LinkRow link, Instant at) {
        Object[] since = {
            link.advertiserId(),
            link.offerId(),
            link.promoterId(),
            at.minus(Duration.ofDays(PromoterFigures.PERFORMANCE_DAYS))
        };
        return new Recent(
                fetch(PricingStatements.CLICKS, since).getFirst().get("clicks", long.class),
                fetch(PricingStatements.RECENT, since).getFirst().get("sales", long.class));
    }

    private static SoldIn soldIn(Record row) {
        return new SoldIn(
                row.get("month_sales", long.class),
                paid(row, CapPeriod.DAY),
                paid(row, CapPeriod.MONTH),
                paid(row, CapPeriod.TOTAL));
    }

    private static Paid paid(Record row, CapPeriod period) {
        return SoldIn.paid(
                row.get(period.label() + "_paid", long.class),
                Money.of(
                        row.get(period.label() + "_amount", BigDecimal.class),
                        Currency.of(row.get("currency", String.class))));
    }

    private Result<Record> fetch(String statement, Object... parameters) {
        Numbered numbered = Numbered.of(statement, parameters);
        return statements.run(sql -> sql.fetch(numbered.sql(), numbered.bindings()));
    }
}

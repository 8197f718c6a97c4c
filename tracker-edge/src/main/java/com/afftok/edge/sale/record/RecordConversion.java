package com.afftok.edge.sale.record;

import com.afftok.edge.keep.FindBuffered;
import com.afftok.edge.sale.ClickDetails;
import com.afftok.edge.sale.Decision;
import com.afftok.edge.sale.Detail;
import com.afftok.edge.sale.InTransaction;
import com.afftok.edge.sale.Problem;
import com.afftok.edge.sale.Recorded;
import com.afftok.edge.sale.Recorded.Standing;
import com.afftok.edge.sale.Report;
import com.afftok.edge.sale.Report.Parties;
import com.afftok.edge.sale.move.Move;
import com.afftok.edge.sale.move.MoveConversion;
import com.afftok.edge.sale.price.PriceSale;
import com.afftok.edge.sale.price.PriceSale.Priced;
import com.afftok.edge.sale.price.SelectTerms;
import com.afftok.edge.sale.price.Terms;
import com.afftok.edge.sale.statements.FindClick;
import com.afftok.edge.sale.statements.InsertCommissions;
import com.afftok.edge.sale.statements.InsertConversion;
import com.afftok.edge.sale.statements.InsertEntry;
import com.afftok.edge.sale.statements.KeepPostback;
import com.afftok.edge.sale.statements.SelectConversion;
import com.afftok.edge.sale.statements.StoredConversion;
import com.afftok.edge.sale.statements.SupersedeClaim;
import com.afftok.edge.webhook.outbox.TellConversion;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.conversion.ConversionMove;
import com.afftok.shared.conversion.ConversionOutcome.Moved;
import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.ledger.ConversionEvents;
import com.afftok.shared.webhook.EventType;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Records a report in one transaction: the conversion, its commissions, ledger entries, webhook
/// events, and the postback with its result.
///
/// The transaction id makes it idempotent: the first insert wins, concurrent ones wait for it and
/// then see the conversion. A report may be repeated whenever its result is unknown.
public final class RecordConversion {

    /// SQLSTATE of a deadlock and of a serialization failure.
    private static final Set<String> TRY_AGAIN = Set.of("40P01", "40001");

    private static final int ATTEMPTS = 4;

    private final TellConversion tell;
    private final FindClick clicks;
    private final PriceSale price = new PriceSale();
    private final MoveConversion move;

    /// @param buffered the clicks that are not written yet
    public RecordConversion(ClickCodes codes, FindBuffered buffered) {
        this.tell = new TellConversion(codes);
        this.clicks = new FindClick(buffered);
        this.move = new MoveConversion(codes);
    }

    /// Commits before it completes.
    public Future<Recorded> execute(Pool pool, Report report) {
        return clicks.before(pool, report.parties().advertiser(), report.click())
                .compose(unwritten -> attempt(pool, report, unwritten, 1));
    }

    private Future<Recorded> attempt(
            Pool pool, Report report, FindClick.Unwritten unwritten, int attempt) {
        return InTransaction.run(pool, connection -> within(connection, report, unwritten))
                .recover(e ->
                        attempt < ATTEMPTS
                                        && e instanceof PgException refused
                                        && TRY_AGAIN.contains(refused.getSqlState())
                                ? attempt(pool, report, unwritten, attempt + 1)
                                : Future.failedFuture(e));
    }

    /// As a part of the caller's transaction.
    public Future<Recorded> within(SqlConnection connection, Report report) {
        return within(connection, report, clicks.within(report.click()));
    }

    private Future<Recorded> within(
            SqlConnection connection, Report report, FindClick.Unwritten unwritten) {
        Future<Recorded> recorded =
                switch (report.mode()) {
                    case LIVE -> record(connection, report, unwritten);
                    case TEST ->
                            new RecordTestConversion(clicks, price)
                                    .execute(connection, report, unwritten);
                };
        return recorded.compose(fate ->
                report.dryRun() || report.parameters().isEmpty()
                        ? Future.succeededFuture(fate)
                        : KeepPostback.execute(connection, report, fate).map(fate));
    }

    private Future<Recorded> record(
            SqlConnection connection, Report report, FindClick.Unwritten unwritten) {
        // first, in the same lock order as a review, which locks the click before its conversions
        Future<@Nullable ClickDetails> clicked =
                clicks.execute(
                        connection, report.parties().advertiser(), report.click(), unwritten);
        Future<@Nullable StoredConversion> existing = existing(connection, report);
        Future<Terms> terms = SelectTerms.execute(connection, report);
        return Future.all(existing, terms, clicked)
                .compose(_ -> {
                    StoredConversion there = existing.result();
                    return there == null || SupersedeClaim.isDue(report, there)
                            ? begin(connection, report, terms.result(), clicked.result(), there)
                            : move(connection, report, there);
                });
    }

    private static Future<@Nullable StoredConversion> existing(
            SqlConnection connection, Report report) {
        return SelectConversion.execute(
                connection, report.parties().advertiser(), report.transaction());
    }

    /// @param claim of a browser on the transaction, which this report contradicts
    private Future<Recorded> begin(
            SqlConnection connection,
            Report report,
            Terms terms,
            @Nullable ClickDetails clicked,
            @Nullable StoredConversion claim) {
        return switch (DecideConversion.of(report, terms, clicked)) {
            case Decision.Refuse(Recorded.Refused refused) -> Future.succeededFuture(refused);
            case Decision.Accept accept ->
                    price.execute(connection, report, terms, clicked)
                            .compose(priced ->
                                    switch (priced) {
                                        case Priced.Impossible(Recorded.Refused refused) ->
                                                Future.succeededFuture(refused);
                                        case Priced.Earns earns ->
                                                supersede(connection, report, claim)
                                                        .compose(_ ->
                                                                insert(
                                                                        connection,
                                                                        report,
                                                                        accept,
                                                                        earns,
                                                                        clicked));
                                    });
        };
    }

    private Future<?> supersede(
            SqlConnection connection, Report report, @Nullable StoredConversion claim) {
        if (claim == null || report.dryRun()) {
            return Future.succeededFuture();
        }
        Future<?> rejected =
                claim.state().move(new ConversionMove.Reject()) instanceof Moved moved
                        ? move(connection, report, claim, new Move.Forward(moved))
                        : Future.succeededFuture();
        return rejected.compose(_ -> SupersedeClaim.execute(connection, claim));
    }

    private Future<Recorded> insert(
            SqlConnection connection,
            Report report,
            Decision.Accept accept,
            Priced.Earns earns,
            @Nullable ClickDetails clicked) {
        ConversionState state = ConversionState.begin(accept.status(), report.amount());
        if (report.dryRun()) {
            return Future.succeededFuture(
                    new Recorded.Created(
                            Standing.of(null, state, earns.commission()), reason(accept, earns)));
        }
        return InsertConversion.execute(
                        connection, report, accept, reason(accept, earns), earns, clicked)
                .compose(id ->
                        id == null
                                ? moveWhatCameFirst(connection, report, clicked)
                                : book(connection, report, accept, state, earns, id));
    }

    private Future<Recorded> moveWhatCameFirst(
            SqlConnection connection, Report report, @Nullable ClickDetails clicked) {
        return existing(connection, report)
                .compose(there ->
                        there == null
                                ? Future.failedFuture("a conversion came and went")
                                : SupersedeClaim.isDue(report, there)
                                        ? record(
                                                connection,
                                                report,
                                                () -> Future.succeededFuture(clicked))
                                        : move(connection, report, there));
    }

    private Future<Recorded> book(
            SqlConnection connection,
            Report report,
            Decision.Accept accept,
            ConversionState state,
            Priced.Earns earns,
            ConversionId id) {
        Parties parties = report.parties();
        Standing standing = Standing.of(id, state, earns.commission());
        List<Future<?>> writes = new ArrayList<>();
        writes.add(
                InsertCommissions.execute(
                        connection,
                        parties.advertiser(),
                        id,
                        earns.earnings(),
                        earns.rule(),
                        earns.explanations(),
                        earns.notPaid()));
        InsertEntry.addTo(
                writes,
                connection,
                new ConversionEvents(id, report.source(), parties.advertiser(), earns.earnings())
                        .begun(state));
        writes.add(
                tell.execute(
                        connection,
                        parties.advertiser(),
                        id,
                        EventType.ofNew(accept.status()),
                        report.click(),
                        report.amount().currency(),
                        earns.commission().currency()));
        return Future.all(writes).map(new Recorded.Created(standing, reason(accept, earns)));
    }

    /// Why it differs from the report, or else why it earns nothing; null otherwise.
    static @Nullable String reason(Decision.Accept accept, Priced.Earns earns) {
        return accept.reason() == null ? earns.notPaid() : accept.reason();
    }

    private Future<Recorded> move(
            SqlConnection connection, Report report, StoredConversion existing) {
        return switch (Move.of(report, existing.state(), existing.needsReview())) {
            case Move.Refuse(Recorded.Refused refused) -> Future.succeededFuture(refused);
            case Move.Nowhere(Detail why) ->
                    Future.succeededFuture(
                            new Recorded.Repeated(
                                    existing.standing(), details(why, report, existing)));
            case Move.Forward forward -> move(connection, report, existing, forward);
        };
    }

    private static List<Detail> details(Detail why, Report report, StoredConversion existing) {
        ClickId click = report.click();
        return click == null || click.equals(existing.sold().click())
                ? List.of(why)
                : List.of(why, Problem.OTHER_CLICK.with("click_id"));
    }

    private Future<Recorded> move(
            SqlConnection connection,
            Report report,
            StoredConversion existing,
            Move.Forward forward) {
        return report.dryRun()
                ? Future.succeededFuture(
                        new Recorded.Changed(MoveConversion.standing(existing, forward.moved())))
                : move.execute(connection, existing, forward.moved()).map(Recorded.Changed::new);
    }
}

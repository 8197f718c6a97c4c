package com.afftok.management.money.terms;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.FreshProof;
import com.afftok.management.access.Permission;
import com.afftok.management.money.terms.TermsRepository.FeeRow;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.IdKeyset;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/admin/platform-fee`: the fee of advertisers without one of their own.
@Controller("/api/admin/platform-fee")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PlatformFeeController {

    private final TermsRepository terms;
    private final ChangeTerms change;
    private final ReadInTime read;
    private final Answers answers;

    PlatformFeeController(
            TermsRepository terms, ChangeTerms change, ReadInTime read, Answers answers) {
        this.terms = terms;
        this.change = change;
        this.read = read;
        this.answers = answers;
    }

    /// A new fee.
    ///
    /// @param effectiveFrom for clicks from this time on; null: from now on
    /// @param version the last one that was read; 0 if there is none
    @Serdeable
    @ExactMembers
    record Request(BigDecimal percent, @Nullable Instant effectiveFrom, Integer version) {

        Request {
            Fields fields = new Fields();
            percent = fields.present("percent", fields.percentOrNull("percent", percent));
            fields.timeOrNull("effective_from", effectiveFrom);
            version = fields.present("version", version);
            fields.end();
        }
    }

    /// A version of the fee.
    @Serdeable
    record VersionView(
            int version,
            BigDecimal percent,
            Instant effectiveFrom,
            Instant createdAt,
            long recordedBy) {

        static VersionView of(FeeRow row) {
            return new VersionView(
                    row.version(),
                    TermsView.shown(row.percent()),
                    row.effectiveFrom(),
                    row.createdAt(),
                    row.recordedBy());
        }
    }

    /// @param percent in force now; 0 before the first version
    /// @param versions newest first
    @Serdeable
    record View(BigDecimal percent, List<VersionView> versions, @Nullable String nextCursor) {}

    @Get
    @Allow(Permission.PAYOUTS)
    HttpResponse<?> fee(Caller.Admin caller, @RequestBean IdKeyset search) {
        Keyset asked = search.keyset("platform fees", caller);
        return read.answer(() -> {
            List<FeeRow> rows = terms.fees(search.before(), asked.read());
            return answers.ok(
                    new View(
                            TermsView.shown(terms.fee()),
                            asked.shown(rows, VersionView::of),
                            asked.next(rows, row -> Cursor.after(row.version()))));
        });
    }

    @Put
    @FreshProof
    @Allow(Permission.SETTINGS)
    HttpResponse<?> change(HttpRequest<?> request, Caller.Admin caller, @Body Request wanted) {
        return switch (change.changeFee(caller, wanted)) {
            case ChangeTerms.Outcome.Changed _ -> fee(caller, new IdKeyset(null, null));
            case ChangeTerms.Outcome.Unknown _ -> answers.failed(request, ErrorCode.ROUTE_001);
            case ChangeTerms.Outcome.Outdated _ -> answers.failed(request, ErrorCode.STATE_001);
            case ChangeTerms.Outcome.TooEarly _ ->
                    answers.failed(
                            request, ErrorCode.VALID_001, Problem.IN_PAST.with("effective_from"));
        };
    }
}

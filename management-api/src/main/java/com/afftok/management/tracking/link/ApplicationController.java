package com.afftok.management.tracking.link;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Fields;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Applications of promoters to offers: `/api/offers/{id}/applications` and `/api/applications`
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApplicationController {

    private static final int LONGEST_REASON = 500;

    private final ApplicationRepository applications;
    private final DecideApplication decide;
    private final ReadInTime read;
    private final Answers answers;

    ApplicationController(
            ApplicationRepository applications,
            DecideApplication decide,
            ReadInTime read,
            Answers answers) {
        this.applications = applications;
        this.decide = decide;
        this.read = read;
        this.answers = answers;
    }

    @Serdeable
    record ApplicationList(List<ApplicationRow> applications, @Nullable String nextCursor) {}

    /// The reason that the promoter sees.
    @Serdeable
    record Rejection(String reason) {

        Rejection {
            Fields fields = new Fields();
            reason = fields.text("reason", reason, 1, LONGEST_REASON);
            fields.end();
        }
    }

    /// Filters of a list of applications.
    @Introspected
    record Search(
            @QueryValue @Nullable String status,
            @QueryValue @Nullable String cursor,
            @QueryValue @Nullable Integer limit) {

        Search {
            Fields fields = new Fields();
            fields.oneOfOrNull("status", status, LinkRequest.STATUSES);
            Keyset.check(fields, cursor, Cursor::id, limit);
            fields.end();
        }
    }

    @Allow({Permission.OWN_OFFERS_VIEW, Permission.OFFERS})
    @Get("/offers/{id}/applications")
    HttpResponse<?> list(
            HttpRequest<?> request, Caller caller, OfferId id, @RequestBean Search search) {
        DecideApplication.Party party = DecideApplication.Party.of(caller);
        Keyset asked =
                Keyset.of("applications " + id.value(), caller, search.cursor(), search.limit());
        return read.answer(
                request,
                () -> {
                    if (!applications.owns(id.value(), party.advertiser(), party.all())) {
                        return answers.failed(request, ErrorCode.OFFER_001);
                    }
                    List<ApplicationRow> rows =
                            applications.list(id.value(), party, search, asked.read());
                    return answers.ok(
                            new ApplicationList(
                                    asked.shown(rows),
                                    asked.next(rows, row -> Cursor.after(row.id()))));
                });
    }

    @Allow({Permission.OWN_OFFERS, Permission.OFFERS})
    @Post("/applications/{id}/approve")
    HttpResponse<?> approve(HttpRequest<?> request, Caller caller, LinkId id) {
        return answer(request, decide.approve(caller, id));
    }

    @Allow({Permission.OWN_OFFERS, Permission.OFFERS})
    @Post("/applications/{id}/reject")
    HttpResponse<?> reject(
            HttpRequest<?> request, Caller caller, LinkId id, @Body Rejection rejection) {
        return answer(request, decide.reject(caller, id, rejection.reason()));
    }

    private HttpResponse<?> answer(HttpRequest<?> request, DecideApplication.Outcome outcome) {
        return switch (outcome) {
            case DecideApplication.Outcome.Decided decided -> answers.ok(decided.application());
            case DecideApplication.Outcome.Unknown _ -> answers.failed(request, ErrorCode.LINK_001);
            case DecideApplication.Outcome.Impossible _ ->
                    answers.failed(request, ErrorCode.STATE_002);
        };
    }
}

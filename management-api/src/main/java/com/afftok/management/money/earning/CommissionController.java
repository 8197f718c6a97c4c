package com.afftok.management.money.earning;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Period;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.ConversionId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `/api/commissions`
@Controller("/api/commissions")
@Allow({Permission.OWN_COMMISSIONS, Permission.PAYOUTS})
@ExecuteOn(TaskExecutors.BLOCKING)
final class CommissionController {

    private static final Detail TOO_MUCH = Problem.TOO_MUCH.with("from");

    private final CommissionRepository commissions;
    private final ReadInTime read;
    private final Answers answers;
    private final ObjectMapper json;
    private final InstantSource clock;

    CommissionController(
            CommissionRepository commissions,
            ReadInTime read,
            Answers answers,
            ObjectMapper json,
            InstantSource clock) {
        this.commissions = commissions;
        this.read = read;
        this.answers = answers;
        this.json = json;
        this.clock = clock;
    }

    @Serdeable
    record CommissionList(List<CommissionView> commissions, @Nullable String nextCursor) {}

    @Serdeable
    record CommissionsOfConversion(List<CommissionView.Details> commissions) {}

    /// Administrators read the commissions of one promoter, because no index sorts those of all.
    @Get
    HttpResponse<?> list(
            HttpRequest<?> request, Caller caller, @RequestBean CommissionSearch search) {
        if (caller instanceof Caller.Admin) {
            Fields.required("promoter_id", search.promoterId());
        }
        Party party = Party.of(caller);
        Period period = Period.of(search.from(), search.to(), clock.instant());
        Keyset asked = Keyset.of("commissions", caller, search.cursor(), search.limit());
        return read.answer(
                request,
                TOO_MUCH,
                () -> {
                    List<CommissionRow> rows =
                            commissions.list(party, search, period, asked.read());
                    return answers.ok(
                            new CommissionList(
                                    asked.shown(rows, CommissionView::of),
                                    asked.next(
                                            rows,
                                            row ->
                                                    Cursor.after(
                                                            row.createdAt(),
                                                            row.conversionId(),
                                                            row.level()))));
                });
    }

    @Get("/{id}")
    HttpResponse<?> ofConversion(HttpRequest<?> request, Caller caller, ConversionId id) {
        List<CommissionView.Details> details =
                commissions.of(Party.of(caller), id.value()).stream().map(this::details).toList();
        return details.isEmpty()
                ? answers.failed(request, ErrorCode.ROUTE_001)
                : answers.ok(new CommissionsOfConversion(details));
    }

    private CommissionView.Details details(CommissionRow row) {
        try {
            return new CommissionView.Details(
                    CommissionView.of(row),
                    Objects.requireNonNull(json.readValue(row.explanation(), JsonNode.class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package com.afftok.management.sale.cap;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.IdKeyset;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.sale.decision.Actor;
import com.afftok.management.sale.version.AnswerChange;
import com.afftok.management.sale.version.EndRequest;
import com.afftok.management.sale.version.VersionSearch;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/commission-caps`
@Controller("/api/commission-caps")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CapController {

    private final CapRepository caps;
    private final SaveCap save;
    private final AnswerChange answer;
    private final ReadInTime read;
    private final Answers answers;
    private final InstantSource clock;

    CapController(
            CapRepository caps,
            SaveCap save,
            AnswerChange answer,
            ReadInTime read,
            Answers answers,
            InstantSource clock) {
        this.caps = caps;
        this.save = save;
        this.answer = answer;
        this.read = read;
        this.answers = answers;
        this.clock = clock;
    }

    @Serdeable
    record Page(List<CapView> caps, @Nullable String nextCursor) {}

    @Serdeable
    record Versions(List<CapView> versions, @Nullable String nextCursor) {}

    @Get
    @Allow({Permission.OWN_COMMISSION_RULES_VIEW, Permission.OFFERS})
    HttpResponse<?> list(Caller caller, @RequestBean VersionSearch search) {
        Keyset asked = search.keyset("commission caps", caller);
        return read.answer(() -> {
            List<CapRow> rows =
                    caps.list(Actor.advertiser(caller), search, clock.instant(), asked.read());
            return answers.ok(
                    new Page(
                            asked.shown(rows, this::view),
                            asked.next(rows, row -> Cursor.after(row.seriesId()))));
        });
    }

    @Get("/{id}")
    @Allow({Permission.OWN_COMMISSION_RULES_VIEW, Permission.OFFERS})
    HttpResponse<?> cap(Caller caller, long id) {
        return answers.found(
                caps.find(id, Actor.advertiser(caller)).map(this::view).orElse(null),
                ErrorCode.ROUTE_001);
    }

    @Get("/{id}/versions")
    @Allow({Permission.OWN_COMMISSION_RULES_VIEW, Permission.OFFERS})
    HttpResponse<?> versions(
            HttpRequest<?> request, Caller caller, long id, @RequestBean IdKeyset search) {
        Keyset asked = search.keyset("versions of cap " + id, caller);
        return read.answer(() -> {
            Optional<CapRow> found = caps.find(id, Actor.advertiser(caller));
            if (found.isEmpty()) {
                return answers.failed(request, ErrorCode.ROUTE_001);
            }
            List<CapRow> rows = caps.history(found.get().seriesId(), search.before(), asked.read());
            return answers.ok(
                    new Versions(
                            asked.shown(rows, this::view),
                            asked.next(rows, row -> Cursor.after(row.id()))));
        });
    }

    @Post
    @Allow({Permission.OWN_COMMISSION_RULES, Permission.OFFERS})
    HttpResponse<?> make(HttpRequest<?> request, Caller caller, @Body CapRequest cap) {
        return answer.created(request, save.make(caller, cap), this::saved, this::existing);
    }

    @Put("/{id}")
    @Allow({Permission.OWN_COMMISSION_RULES, Permission.OFFERS})
    HttpResponse<?> change(HttpRequest<?> request, Caller caller, long id, @Body CapRequest cap) {
        return answer.answer(request, save.change(caller, id, cap), this::saved, this::existing);
    }

    @Post("/{id}/end")
    @Allow({Permission.OWN_COMMISSION_RULES, Permission.OFFERS})
    HttpResponse<?> end(HttpRequest<?> request, Caller caller, long id, @Body EndRequest end) {
        return answer.answer(request, save.end(caller, id, end), this::existing, this::existing);
    }

    private CapView.Saved saved(SaveCap.Saved saved) {
        return new CapView.Saved(view(saved.cap()), saved.warnings());
    }

    private CapView existing(SaveCap.Saved saved) {
        return view(saved.cap());
    }

    private CapView view(CapRow row) {
        return CapView.of(row, clock.instant());
    }
}

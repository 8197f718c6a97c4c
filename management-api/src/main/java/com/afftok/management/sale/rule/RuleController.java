package com.afftok.management.sale.rule;

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

/// `/api/commission-rules`
@Controller("/api/commission-rules")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RuleController {

    private final RuleRepository rules;
    private final SaveRule save;
    private final ViewRule view;
    private final AnswerChange answer;
    private final ReadInTime read;
    private final Answers answers;
    private final InstantSource clock;

    RuleController(
            RuleRepository rules,
            SaveRule save,
            ViewRule view,
            AnswerChange answer,
            ReadInTime read,
            Answers answers,
            InstantSource clock) {
        this.rules = rules;
        this.save = save;
        this.view = view;
        this.answer = answer;
        this.read = read;
        this.answers = answers;
        this.clock = clock;
    }

    @Serdeable
    record Page(List<RuleView> rules, @Nullable String nextCursor) {}

    @Serdeable
    record Versions(List<RuleView> versions, @Nullable String nextCursor) {}

    @Get
    @Allow({Permission.OWN_COMMISSIONS, Permission.OFFERS})
    HttpResponse<?> list(Caller caller, @RequestBean VersionSearch search) {
        Keyset asked = search.keyset("commission rules", caller);
        return read.answer(() -> {
            List<RuleRow> rows =
                    caller instanceof Caller.Promoter own
                            ? rules.listFor(own.account(), search, clock.instant(), asked.read())
                            : rules.list(
                                    Actor.advertiser(caller),
                                    search,
                                    clock.instant(),
                                    asked.read());
            return answers.ok(
                    new Page(
                            asked.shown(rows, view::of),
                            asked.next(rows, row -> Cursor.after(row.seriesId()))));
        });
    }

    @Get("/{id}")
    @Allow({Permission.OWN_COMMISSIONS, Permission.OFFERS})
    HttpResponse<?> rule(Caller caller, long id) {
        Optional<RuleRow> found =
                caller instanceof Caller.Promoter own
                        ? rules.findFor(own.account(), id)
                        : rules.find(id, Actor.advertiser(caller));
        return answers.found(found.map(view::of).orElse(null), ErrorCode.ROUTE_001);
    }

    @Get("/{id}/versions")
    @Allow({Permission.OWN_COMMISSION_RULES_VIEW, Permission.OFFERS})
    HttpResponse<?> versions(
            HttpRequest<?> request, Caller caller, long id, @RequestBean IdKeyset search) {
        Keyset asked = search.keyset("versions of rule " + id, caller);
        return read.answer(() -> {
            Optional<RuleRow> found = rules.find(id, Actor.advertiser(caller));
            if (found.isEmpty()) {
                return answers.failed(request, ErrorCode.ROUTE_001);
            }
            List<RuleRow> rows =
                    rules.history(found.get().seriesId(), search.before(), asked.read());
            return answers.ok(
                    new Versions(
                            asked.shown(rows, view::of),
                            asked.next(rows, row -> Cursor.after(row.id()))));
        });
    }

    @Post
    @Allow({Permission.OWN_COMMISSION_RULES, Permission.OFFERS})
    HttpResponse<?> make(HttpRequest<?> request, Caller caller, @Body RuleRequest rule) {
        return answer.created(request, save.make(caller, rule), view::of, this::existing);
    }

    @Put("/{id}")
    @Allow({Permission.OWN_COMMISSION_RULES, Permission.OFFERS})
    HttpResponse<?> change(HttpRequest<?> request, Caller caller, long id, @Body RuleRequest rule) {
        return answer.answer(request, save.change(caller, id, rule), view::of, this::existing);
    }

    @Post("/{id}/end")
    @Allow({Permission.OWN_COMMISSION_RULES, Permission.OFFERS})
    HttpResponse<?> end(HttpRequest<?> request, Caller caller, long id, @Body EndRequest end) {
        return answer.answer(request, save.end(caller, id, end), this::existing, this::existing);
    }

    private RuleView existing(SaveRule.Saved saved) {
        return view.of(saved.rule());
    }
}

package com.afftok.management.money.bonus.rule;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.sale.version.AnswerChange;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `/api/bonus-rules`
@Controller("/api/bonus-rules")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BonusRuleController {

    private final BonusRuleRepository rules;
    private final SaveBonusRule save;
    private final AnswerChange answer;
    private final ReadInTime read;
    private final Answers answers;

    BonusRuleController(
            BonusRuleRepository rules,
            SaveBonusRule save,
            AnswerChange answer,
            ReadInTime read,
            Answers answers) {
        this.rules = rules;
        this.save = save;
        this.answer = answer;
        this.read = read;
        this.answers = answers;
    }

    @Serdeable
    record Page(List<BonusRuleView> bonusRules, @Nullable String nextCursor) {}

    @Get
    @Allow({Permission.OWN_COMMISSIONS, Permission.OFFERS})
    HttpResponse<?> list(Caller caller, @RequestBean RuleSearch search) {
        Keyset asked = Keyset.of("bonus rules", caller, search.cursor(), search.limit());
        return read.answer(() -> {
            List<BonusRuleRow> rows = rules.list(caller, search, asked.read());
            return answers.ok(
                    new Page(
                            asked.shown(rows, BonusRuleView::of),
                            asked.next(rows, row -> Cursor.after(row.id()))));
        });
    }

    @Get("/{id}")
    @Allow({Permission.OWN_COMMISSIONS, Permission.OFFERS})
    HttpResponse<?> rule(Caller caller, long id) {
        return answers.found(
                rules.find(id, caller).map(BonusRuleView::of).orElse(null), ErrorCode.ROUTE_001);
    }

    @Post
    @Allow({Permission.OWN_COMMISSION_RULES, Permission.OFFERS})
    HttpResponse<?> make(HttpRequest<?> request, Caller caller, @Body BonusRuleRequest rule) {
        return answer.created(
                request, save.make(caller, rule), Function.identity(), Function.identity());
    }

    @Post("/{id}/end")
    @Allow({Permission.OWN_COMMISSION_RULES, Permission.OFFERS})
    HttpResponse<?> end(HttpRequest<?> request, Caller caller, long id, @Body EndRuleRequest end) {
        return answer.answer(
                request, save.end(caller, id, end), Function.identity(), Function.identity());
    }
}

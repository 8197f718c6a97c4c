package com.afftok.management.trust.fraud;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.answer.Cursor;
import com.afftok.management.platform.answer.Failure.Detail;
import com.afftok.management.platform.answer.Fields;
import com.afftok.management.platform.answer.IdKeyset;
import com.afftok.management.platform.answer.Problem;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.fraud.FraudRules;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/admin/fraud/rule-sets`: versions of the fraud rules.
@Controller("/api/admin/fraud/rule-sets")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.FRAUD_DETECTION)
final class RuleSetController {

    private static final Detail TOO_MUCH = Problem.TOO_MUCH.with("to");

    /// A document can have thousands of problems.
    private static final int MOST_PROBLEMS = 100;

    private final RuleSets ruleSets;
    private final TryRules tries;
    private final ReadInTime read;
    private final Answers answers;

    RuleSetController(RuleSets ruleSets, TryRules tries, ReadInTime read, Answers answers) {
        this.ruleSets = ruleSets;
        this.tries = tries;
        this.read = read;
        this.answers = answers;
    }

    /// A page of versions.
    ///
    /// @param nextCursor of the next page; null at the end
    @Serdeable
    record Page(List<RuleSetView> ruleSets, @Nullable String nextCursor) {}

    @Get
    HttpResponse<?> list(@RequestBean IdKeyset asked) {
        int before = (int) Math.min(asked.before(), Integer.MAX_VALUE);
        return read.answer(() -> {
            List<RuleSetView> all = ruleSets.list(before, asked.keyset().read());
            return answers.ok(
                    new Page(
                            asked.keyset().shown(all),
                            asked.keyset().next(all, one -> Cursor.text(one.version()))));
        });
    }

    @Get("/{version}")
    HttpResponse<?> ruleSet(HttpRequest<?> request, int version) {
        Optional<RuleSetView.Whole> found = ruleSets.find(version);
        return found.isPresent()
                ? answers.ok(found.get())
                : answers.failed(request, ErrorCode.ROUTE_001);
    }

    @Post
    HttpResponse<?> make(HttpRequest<?> request, Caller.Admin caller, @Body RuleSetRequest body) {
        return switch (ruleSets.make(caller, Fields.required("rules", body.rules()), body.note())) {
            case RuleSets.Outcome.Made(RuleSetView made) -> answers.created(made);
            case RuleSets.Outcome.Unreadable(List<String> wrong) ->
                    answers.invalid(
                            request,
                            wrong.stream()
                                    .limit(MOST_PROBLEMS)
                                    .map(RuleSetController::detail)
                                    .toList());
        };
    }

    /// A problem begins with its place in the document.
    private static Detail detail(String problem) {
        int space = problem.indexOf(' ');
        return Problem.INVALID_RULE.with(
                "rules." + problem.substring(0, space), problem.substring(space + 1));
    }

    @Post("/{version}/activate")
    HttpResponse<?> activate(HttpRequest<?> request, Caller.Admin caller, int version) {
        Optional<RuleSetView> activated = ruleSets.activate(caller, version);
        return activated.isPresent()
                ? answers.ok(activated.get())
                : answers.failed(request, ErrorCode.ROUTE_001);
    }

    @Post("/{version}/dry-run")
    HttpResponse<?> dryRun(HttpRequest<?> request, int version, @Body DryRunRequest body) {
        Optional<FraudRules> rules = ruleSets.rules(version);
        if (rules.isEmpty()) {
            return answers.failed(request, ErrorCode.ROUTE_001);
        }
        return read.answer(
                request,
                TryRules.PATIENCE,
                TOO_MUCH,
                () -> answers.ok(tries.run(rules.get(), body.from(), body.to(), body.offer())));
    }
}

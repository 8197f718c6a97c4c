package com.afftok.management.fraud;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.answer.Answers;
import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Failure.Detail;
import com.afftok.management.read.ReadInTime;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.fraud.FraudRules;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/admin/fraud/rule-sets`: the versions of the rules that edges judge by.
@Controller("/api/admin/fraud/rule-sets")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.FRAUD_DETECTION)
final class RuleSetController {

    private static final Detail TOO_MUCH =
            new Detail("to", "is too long after from: the clicks could not be read in time");

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

    /// One page of versions.
    ///
    /// @param nextCursor leads to what comes after these; null at the end
    @Serdeable
    record Page(List<RuleSetView> ruleSets, @Nullable Integer nextCursor) {}

    @Get
    HttpResponse<?> list(HttpRequest<?> request) {
        Checks checks = new Checks();
        ReadQuery query = new ReadQuery(request.getParameters(), checks);
        Long cursor = query.id("cursor");
        int limit = query.limit();
        if (checks.found()) {
            return answers.invalid(request, checks.problems());
        }
        int before = cursor == null ? Integer.MAX_VALUE : (int) Math.min(cursor, Integer.MAX_VALUE);
        return read.answer(
                request,
                () -> {
                    List<RuleSetView> all = ruleSets.list(before, limit + 1);
                    List<RuleSetView> shown = all.stream().limit(limit).toList();
                    return answers.ok(
                            new Page(shown, all.size() > limit ? shown.getLast().version() : null));
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
        List<Detail> problems = body.problems();
        if (!problems.isEmpty()) {
            return answers.invalid(request, problems);
        }
        String note = Objects.requireNonNullElse(body.note(), "");
        return switch (ruleSets.make(caller, Objects.requireNonNull(body.rules()), note)) {
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

    /// A problem begins with the place where it stands.
    private static Detail detail(String problem) {
        int space = problem.indexOf(' ');
        return new Detail("rules." + problem.substring(0, space), problem.substring(space + 1));
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
        List<Detail> problems = body.problems();
        if (!problems.isEmpty()) {
            return answers.invalid(request, problems);
        }
        Optional<FraudRules> rules = ruleSets.rules(version);
        if (rules.isEmpty()) {
            return answers.failed(request, ErrorCode.ROUTE_001);
        }
        return read.answer(
                request,
                TryRules.PATIENCE,
                TOO_MUCH,
                () ->
                        answers.ok(
                                tries.run(
                                        rules.get(),
                                        Objects.requireNonNull(body.from()),
                                        Objects.requireNonNull(body.to()),
                                        body.offer())));
    }
}

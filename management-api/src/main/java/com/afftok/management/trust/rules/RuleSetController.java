package com.afftok.management.trust.rules;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.IdKeyset;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.fraud.FraudRules;
import com.afftok.shared.fraud.InvalidRules;
import com.afftok.shared.fraud.ReadRules;
import com.afftok.shared.id.OfferId;
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
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/admin/fraud/rule-sets`: versions of the fraud rules.
@Controller("/api/admin/fraud/rule-sets")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.FRAUD_DETECTION)
final class RuleSetController {

    private static final Detail TOO_MUCH = Problem.TOO_MUCH.with("to");

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

    /// The clicks for a dry run of rules.
    @Serdeable
    record DryRun(Instant from, Instant to, @Nullable Long offerId) {

        private static final int MOST_DAYS = 31;

        DryRun {
            Fields fields = new Fields();
            from = fields.present("from", fields.timeOrNull("from", from));
            to = fields.present("to", fields.timeOrNull("to", to));
            offerId = fields.idOrNull("offer_id", offerId);
            if (from != null && to != null) {
                fields.check(from.isBefore(to), "to", Problem.NOT_AFTER_OTHER, "from")
                        .check(
                                Duration.between(from, to).compareTo(Duration.ofDays(MOST_DAYS))
                                        <= 0,
                                "to",
                                Problem.TOO_FAR_APART,
                                MOST_DAYS,
                                "from");
            }
            fields.end();
        }

        @Nullable OfferId offer() {
            return offerId == null ? null : new OfferId(offerId);
        }
    }

    /// A new version.
    ///
    /// @param rules the whole document, as edges parse it; its `version` is replaced by the new
    ///   number. The type is nullable because Serde otherwise reads an absent map as an empty one
    @Serdeable
    record NewRules(@Nullable Map<String, @Nullable Object> rules, String note) {

        private static final int LONGEST_NOTE = 500;

        /// A document can have thousands of problems.
        private static final int MOST_PROBLEMS = 100;

        NewRules {
            Fields fields = new Fields();
            note = fields.text("note", Objects.requireNonNullElse(note, ""), 0, LONGEST_NOTE);
            fields.present("rules", rules);
            if (rules != null) {
                checkRules(fields, numbered(rules, FraudRules.FIRST_OWN_VERSION));
            }
            fields.end();
        }

        /// Each problem begins with its place in the document.
        private static void checkRules(Fields fields, Map<String, @Nullable Object> rules) {
            try {
                ReadRules.read(rules);
            } catch (InvalidRules e) {
                for (String problem : e.problems().stream().limit(MOST_PROBLEMS).toList()) {
                    int space = problem.indexOf(' ');
                    fields.check(
                            false,
                            "rules." + problem.substring(0, space),
                            Problem.INVALID_RULE,
                            problem.substring(space + 1));
                }
            }
        }

        /// The document of this version.
        Map<String, @Nullable Object> numbered(int version) {
            return numbered(Fields.required("rules", rules), version);
        }

        private static Map<String, @Nullable Object> numbered(
                Map<String, @Nullable Object> rules, int version) {
            Map<String, @Nullable Object> numbered = new LinkedHashMap<>(rules);
            numbered.put("version", version);
            return numbered;
        }
    }

    @Get
    HttpResponse<?> list(Caller.Admin caller, @RequestBean IdKeyset asked) {
        int before = (int) Math.min(asked.before(), Integer.MAX_VALUE);
        Keyset keyset = asked.keyset("rule sets", caller);
        return read.answer(() -> {
            List<RuleSetView> all = ruleSets.list(before, keyset.read());
            return answers.ok(
                    new Page(
                            keyset.shown(all),
                            keyset.next(all, one -> Cursor.after(one.version()))));
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
    HttpResponse<?> make(Caller.Admin caller, @Body NewRules wanted) {
        return answers.created(ruleSets.make(caller, wanted));
    }

    @Post("/{version}/activate")
    HttpResponse<?> activate(HttpRequest<?> request, Caller.Admin caller, int version) {
        Optional<RuleSetView> activated = ruleSets.activate(caller, version);
        return activated.isPresent()
                ? answers.ok(activated.get())
                : answers.failed(request, ErrorCode.ROUTE_001);
    }

    @Post("/{version}/dry-run")
    HttpResponse<?> dryRun(HttpRequest<?> request, int version, @Body DryRun body) {
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

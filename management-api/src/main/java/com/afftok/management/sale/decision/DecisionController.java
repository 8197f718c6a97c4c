package com.afftok.management.sale.decision;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.sale.conversion.ConversionDetails;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.ConversionId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/conversions/{id}/approve`, `/reject` and `/reverse`
@Controller("/api/conversions/{id}")
@Allow({Permission.OWN_CONVERSIONS_DECIDE, Permission.CONVERSIONS_DECIDE})
@ExecuteOn(TaskExecutors.BLOCKING)
final class DecisionController {

    private final DecideConversion decide;
    private final Answers answers;

    DecisionController(DecideConversion decide, Answers answers) {
        this.decide = decide;
        this.answers = answers;
    }

    @Serdeable
    @ExactMembers
    record Approval(@Nullable String reason) {

        Approval {
            Fields fields = new Fields();
            reason = fields.nameOrNull("reason", reason, Decision.LONGEST_REASON);
            fields.end();
        }
    }

    @Serdeable
    @ExactMembers
    record Rejection(String reason) {

        Rejection {
            Fields fields = new Fields();
            reason = fields.name("reason", reason, Decision.LONGEST_REASON);
            fields.end();
        }
    }

    /// @param amount the sum of all refunds, including this one; null for the whole sale
    @Serdeable
    @ExactMembers
    record Reversal(String reason, @Nullable BigDecimal amount) {

        Reversal {
            Fields fields = new Fields();
            reason = fields.name("reason", reason, Decision.LONGEST_REASON);
            fields.end();
        }
    }

    @Post("/approve")
    HttpResponse<?> approve(
            HttpRequest<?> request, Caller caller, ConversionId id, @Body Approval body) {
        return decide(request, caller, id, new Decision.Approve(), body.reason());
    }

    @Post("/reject")
    HttpResponse<?> reject(
            HttpRequest<?> request, Caller caller, ConversionId id, @Body Rejection body) {
        return decide(request, caller, id, new Decision.Reject(), body.reason());
    }

    @Post("/reverse")
    HttpResponse<?> reverse(
            HttpRequest<?> request, Caller caller, ConversionId id, @Body Reversal body) {
        return decide(request, caller, id, new Decision.Reverse(body.amount()), body.reason());
    }

    private HttpResponse<?> decide(
            HttpRequest<?> request,
            Caller caller,
            ConversionId id,
            Decision decision,
            @Nullable String reason) {
        return switch (decide.decide(caller, id, decision, reason)) {
            case DecideConversion.Outcome.Decided(ConversionDetails now) -> answers.ok(now);
            case DecideConversion.Outcome.Unknown _ -> answers.failed(request, ErrorCode.ROUTE_001);
            case DecideConversion.Outcome.Impossible(Detail why, ConversionDetails now) ->
                    answers.exists(request, ErrorCode.STATE_002, now, why);
            case DecideConversion.Outcome.Invalid(Detail why) ->
                    answers.invalid(request, List.of(why));
        };
    }
}

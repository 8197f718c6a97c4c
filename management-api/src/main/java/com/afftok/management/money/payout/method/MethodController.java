package com.afftok.management.money.payout.method;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.FreshProof;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.idempotency.Idempotent;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/payout-methods`: where payouts go. Changes need a fresh proof.
@Controller("/api/payout-methods")
@Allow(Permission.OWN_PAYOUTS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class MethodController {

    private final PayoutMethods methods;
    private final Answers answers;

    MethodController(PayoutMethods methods, Answers answers) {
        this.methods = methods;
        this.answers = answers;
    }

    /// @param account its last characters
    /// @param usableFrom when payouts begin to use it
    @Serdeable
    record View(
            long id,
            String method,
            String accountHolder,
            String account,
            @Nullable String bankName,
            @Nullable String bankCode,
            Instant createdAt,
            Instant usableFrom) {

        static View of(PayoutMethods.PayoutMethod method) {
            Destination destination = method.destination();
            return new View(
                    method.id(),
                    destination.method(),
                    destination.accountHolder(),
                    destination.masked(),
                    destination.bankName(),
                    destination.bankCode(),
                    method.createdAt(),
                    method.usableFrom());
        }
    }

    @Serdeable
    record All(List<View> methods) {}

    @Get
    HttpResponse<?> list(Caller.Promoter caller) {
        return answers.ok(new All(methods.of(caller.account()).stream().map(View::of).toList()));
    }

    @Post
    @FreshProof
    @Idempotent
    HttpResponse<?> add(Caller.Promoter caller, @Body Destination wanted) {
        return answers.created(methods.add(caller, wanted), View::of);
    }

    @Delete("/{id}")
    @FreshProof
    HttpResponse<?> remove(HttpRequest<?> request, Caller.Promoter caller, long id) {
        return methods.remove(caller, id)
                ? answers.done()
                : answers.failed(request, ErrorCode.ROUTE_001);
    }
}

package com.afftok.management.money.payout.tax;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.FreshProof;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AccountId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/tax-profile`, and `/api/admin/tax-profiles` of administrators. Tax ids are masked.
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ProfileController {

    private final TaxProfiles profiles;
    private final Answers answers;

    ProfileController(TaxProfiles profiles, Answers answers) {
        this.profiles = profiles;
        this.answers = answers;
    }

    /// @param profile null before the first one
    /// @param earlier newest first
    @Serdeable
    record View(@Nullable TaxProfile profile, List<TaxProfile> earlier) {

        static View of(List<TaxProfile> versions) {
            List<TaxProfile> masked = versions.stream().map(TaxProfile::masked).toList();
            return masked.isEmpty()
                    ? new View(null, List.of())
                    : new View(masked.getFirst(), masked.subList(1, masked.size()));
        }
    }

    @Get("/tax-profile")
    @Allow(Permission.OWN_PAYOUTS)
    HttpResponse<?> own(Caller.Promoter caller) {
        return answers.ok(View.of(profiles.of(caller.account())));
    }

    @Put("/tax-profile")
    @FreshProof
    @Allow(Permission.OWN_PAYOUTS)
    HttpResponse<?> change(Caller.Promoter caller, @Body ProfileChange wanted) {
        return answers.found(
                profiles.change(caller, wanted)
                        .map(_ -> View.of(profiles.of(caller.account())))
                        .orElse(null),
                ErrorCode.STATE_001);
    }

    @Get("/admin/tax-profiles/{id}")
    @Allow(Permission.PAYOUTS)
    HttpResponse<?> any(HttpRequest<?> request, AccountId id) {
        List<TaxProfile> versions = profiles.of(id);
        return versions.isEmpty()
                ? answers.failed(request, ErrorCode.ROUTE_001)
                : answers.ok(View.of(versions));
    }
}

package com.afftok.management.party.profile;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.access.password.StepUp;
import com.afftok.management.party.user.PayoutDetails;
import com.afftok.management.party.user.SealPayoutDetails;
import com.afftok.management.party.user.SealPayoutDetails.Kept;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import com.afftok.management.platform.answer.Answers;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/profile`: the user's own profile.
@Controller("/api/profile")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.OWN_PROFILE)
final class ProfileController {

    private final UserRepository users;
    private final SealPayoutDetails payoutDetails;
    private final SaveProfile save;
    private final StepUp stepUp;
    private final Answers answers;

    ProfileController(
            UserRepository users,
            SealPayoutDetails payoutDetails,
            SaveProfile save,
            StepUp stepUp,
            Answers answers) {
        this.users = users;
        this.payoutDetails = payoutDetails;
        this.save = save;
        this.stepUp = stepUp;
        this.answers = answers;
    }

    /// A profile as its owner sees it, with the payout account masked.
    ///
    /// @param payoutDetails null also for callers who may not see them
    /// @param payoutUsableFrom when payouts begin to use `payoutDetails`; null for at once
    @Serdeable
    record Profile(
            long id,
            long accountId,
            String username,
            @Nullable String email,
            String fullName,
            String role,
            String country,
            List<String> audienceCountries,
            String uniqueCode,
            int points,
            int level,
            @Nullable PayoutDetails payoutDetails,
            @Nullable Instant payoutUsableFrom) {}

    @Get
    HttpResponse<?> profile(Caller.User caller) {
        return answers.ok(shown(caller));
    }

    @Put
    HttpResponse<?> change(HttpRequest<?> request, Caller.User caller, @Body ProfileChange change) {
        if (!change.needs().stream().allMatch(caller::may)) {
            return answers.failed(request, ErrorCode.PERM_001);
        }
        if (change.payoutDetails() != null) {
            Optional<HttpResponse<?>> refusal =
                    stepUp.refusal(request, caller, change.currentPassword());
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        save.save(caller, change);
        return profile(caller);
    }

    private Profile shown(Caller.User caller) {
        UserRow user = users.present(caller);
        Optional<Kept> kept =
                caller.may(Permission.OWN_PAYOUT_DETAILS)
                        ? payoutDetails.of(caller.account())
                        : Optional.empty();
        return new Profile(
                user.id(),
                user.accountId(),
                user.username(),
                user.email(),
                user.fullName(),
                user.role(),
                user.country(),
                user.audienceCountries(),
                user.uniqueCode(),
                user.points(),
                user.level(),
                kept.map(Kept::details).map(PayoutDetails::masked).orElse(null),
                kept.map(Kept::usableFrom).orElse(null));
    }
}

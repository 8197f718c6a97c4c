package com.afftok.management.user;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.answer.Answers;
import com.afftok.management.answer.Failure;
import com.afftok.shared.id.UserId;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `/api/profile`: what users say of themselves.
@Controller("/api/profile")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.OWN_PROFILE)
final class ProfileController {

    private final UserRepository users;
    private final SealPayoutDetails payoutDetails;
    private final Answers answers;

    ProfileController(UserRepository users, SealPayoutDetails payoutDetails, Answers answers) {
        this.users = users;
        this.payoutDetails = payoutDetails;
        this.answers = answers;
    }

    /// A profile as its owner sees it; of the account that money goes to, only the end.
    @Serdeable
    record Profile(
            long id,
            String username,
            String email,
            String fullName,
            String role,
            String country,
            List<String> audienceCountries,
            String uniqueCode,
            int points,
            int level,
            @Nullable PayoutDetails payoutDetails) {}

    @Get
    HttpResponse<?> profile(Caller.User caller) {
        return answers.ok(profile(caller.id()));
    }

    @Put
    HttpResponse<?> change(HttpRequest<?> request, Caller.User caller, @Body ProfileChange change) {
        List<Failure.Detail> problems = change.problems();
        if (!problems.isEmpty()) {
            return answers.invalid(request, problems);
        }
        String name = change.fullName();
        PayoutDetails details = change.payoutDetails();
        users.changeProfile(
                caller.id().value(),
                name == null ? null : name.strip(),
                change.country(),
                countries(change));
        if (details != null) {
            payoutDetails.keep(caller.id(), details);
        }
        return answers.ok(profile(caller.id()));
    }

    private Profile profile(UserId id) {
        UserRow user = users.find(id.value()).orElseThrow();
        return new Profile(
                user.id(),
                user.username(),
                user.email(),
                user.fullName(),
                user.role(),
                user.country(),
                user.audienceCountries(),
                user.uniqueCode(),
                user.points(),
                user.level(),
                payoutDetails.of(id).map(PayoutDetails::masked).orElse(null));
    }

    private static @Nullable String countries(ProfileChange change) {
        List<@Nullable String> countries = change.audienceCountries();
        return countries == null
                ? null
                : countries.stream()
                        .distinct()
                        .map(String::valueOf)
                        .collect(Collectors.joining(",", "{", "}"));
    }
}

package com.afftok.management.party.account;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.party.user.TextArray;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.Fields;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/account`: the account that the session is for.
@Controller("/api/account")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AccountController {

    private final AccountRepository accounts;
    private final UserRepository users;
    private final Answers answers;

    AccountController(AccountRepository accounts, UserRepository users, Answers answers) {
        this.accounts = accounts;
        this.users = users;
        this.answers = answers;
    }

    /// Changes of an account; absent members remain unchanged.
    ///
    /// @param version of the account that was changed
    @Serdeable
    record Change(
            Integer version,
            @Nullable String name,
            @Nullable String country,
            @Nullable List<String> audienceCountries) {

        private static final int MAX_NAME = 100;

        Change {
            Fields fields = new Fields();
            version = fields.present("version", version);
            name = fields.nameOrNull("name", name, MAX_NAME);
            country = fields.countryOrNull("country", country);
            audienceCountries = fields.countriesOrNull("audience_countries", audienceCountries);
            fields.end();
        }
    }

    @Get
    @Allow(Permission.OWN_PROFILE)
    HttpResponse<?> account(Caller.User caller) {
        return answers.found(
                accounts.find(caller.account().value()).orElse(null), ErrorCode.ROUTE_001);
    }

    @Patch
    @Allow(Permission.OWN_SETTINGS)
    HttpResponse<?> change(HttpRequest<?> request, Caller.User caller, @Body Change change) {
        int changed =
                users.changeAccount(
                        caller.account().value(),
                        change.version(),
                        change.name(),
                        change.country(),
                        TextArray.of(change.audienceCountries()));
        return changed == 1 ? account(caller) : answers.failed(request, ErrorCode.STATE_001);
    }
}

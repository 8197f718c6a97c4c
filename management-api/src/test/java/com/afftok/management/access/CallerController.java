package com.afftok.management.access;

import com.afftok.management.platform.answer.Answers;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import org.jspecify.annotations.Nullable;

/// Endpoints that return their caller.
@Controller("/caller")
final class CallerController {

    private final Answers answers;

    CallerController(Answers answers) {
        this.answers = answers;
    }

    @Get
    @Allow(Permission.OWN_ACCOUNT)
    Object caller(Caller caller) {
        return answers.ok(caller.role().label());
    }

    @Get("/links")
    @Allow(Permission.OWN_LINKS)
    Object promoter(Caller.Promoter promoter) {
        return answers.ok(promoter.account().value());
    }

    @Get("/offers")
    @Allow({Permission.OWN_OFFERS, Permission.OFFERS})
    Object offers(Caller caller) {
        return answers.ok(
                switch (caller) {
                    case Caller.Advertiser advertiser -> "those of " + advertiser.account().value();
                    case Caller.Admin _ -> "all";
                    case Caller.Promoter _ -> "none";
                });
    }

    @Get("/open")
    @AllowAnyone
    Object open(@Nullable Caller caller) {
        return answers.ok(caller == null ? "anonymous" : caller.role().label());
    }
}

package com.afftok.management.access.guard;

import com.afftok.management.access.Allow;
import com.afftok.management.access.AllowAnyone;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Endpoints that prevent a start; a test enables them.
@Controller
@Requires(condition = UndeclaredController.Wanted.class)
final class UndeclaredController {

    static final AtomicBoolean WANTED = new AtomicBoolean();

    static final class Wanted implements Condition {
        @Override
        public boolean matches(@SuppressWarnings("rawtypes") ConditionContext context) {
            return WANTED.get();
        }
    }

    @Get("/undeclared/nothing")
    String nothing() {
        return "";
    }

    @Get("/undeclared/both")
    @Allow(Permission.OWN_ACCOUNT)
    @AllowAnyone
    String both() {
        return "";
    }

    @Get("/undeclared/open")
    @AllowAnyone
    String open(Caller caller) {
        return caller.toString();
    }

    @Get("/undeclared/narrow/{id}")
    @Allow({Permission.OWN_LINKS, Permission.OFFERS})
    String narrow(Caller.Promoter promoter, long id) {
        return promoter.toString() + id;
    }

    @Get("/api/admin/undeclared")
    @Allow(Permission.OFFERS_VIEW)
    String administration() {
        return "";
    }

    @Get("/undeclared/fine")
    @AllowAnyone
    String fine(@Nullable Caller caller) {
        return String.valueOf(caller);
    }
}

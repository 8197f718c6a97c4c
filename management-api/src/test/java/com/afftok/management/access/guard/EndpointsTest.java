package com.afftok.management.access.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.afftok.management.RunningApi;
import org.junit.jupiter.api.Test;

final class EndpointsTest {

    @Test
    void without_a_sensible_declaration_do_not_start() {
        UndeclaredController.WANTED.set(true);
        try {
            Throwable failure =
                    catchThrowable(() -> {
                        try (RunningApi started = RunningApi.own()) {
                            started.stop();
                        }
                    });

            assertThat(failure).isInstanceOf(IllegalStateException.class);
            assertThat(String.valueOf(failure.getMessage()).lines())
                    .filteredOn(line -> line.startsWith("GET "))
                    .containsExactlyInAnyOrder(
                            "GET /undeclared/nothing (UndeclaredController.nothing) declares not"
                                    + " exactly one of @Allow and @AllowAnyone",
                            "GET /undeclared/both (UndeclaredController.both) declares not exactly"
                                    + " one of @Allow and @AllowAnyone",
                            "GET /undeclared/open (UndeclaredController.open) is open to anyone,"
                                    + " and so needs a @Nullable caller",
                            "GET /undeclared/narrow/{id} (UndeclaredController.narrow) admits the"
                                    + " role super_admin, who is no Promoter",
                            "GET /undeclared/narrow/{id} (UndeclaredController.narrow) admits the"
                                    + " role advertiser_manager, who is no Promoter",
                            "GET /api/admin/undeclared (UndeclaredController.administration) is"
                                    + " the administrators', but admits the role promoter",
                            "GET /api/admin/undeclared (UndeclaredController.administration) is"
                                    + " the administrators', but admits the role advertiser");
        } finally {
            UndeclaredController.WANTED.set(false);
        }
    }
}

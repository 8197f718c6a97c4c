package com.afftok.management.access.admin;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.FreshProof;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;

/// `/api/admin/end-sessions`: signs everybody out, for example after tokens were stolen.
@Controller("/api/admin/end-sessions")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EndSessionsController {

    private final ChangeAdministrators changes;
    private final Answers answers;

    EndSessionsController(ChangeAdministrators changes, Answers answers) {
        this.changes = changes;
        this.answers = answers;
    }

    @Serdeable
    record Ended(int ended) {}

    @Post
    @Allow(Permission.ADMIN_USERS)
    @FreshProof
    HttpResponse<?> endAll(Caller.Admin caller, @Body AdministratorRequests.Reason body) {
        return answers.ok(new Ended(changes.endAllSessions(caller, body.reason())));
    }
}

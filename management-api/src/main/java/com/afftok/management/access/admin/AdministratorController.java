package com.afftok.management.access.admin;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.FreshProof;
import com.afftok.management.access.Permission;
import com.afftok.management.access.password.Passwords;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.IdKeyset;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AdminId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// `/api/admin/admins`: administrators, managed by super admins. Changes need a fresh proof.
@Controller("/api/admin/admins")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.ADMIN_USERS)
final class AdministratorController {

    private final AdminRepository admins;
    private final ChangeAdministrators changes;
    private final Passwords passwords;
    private final ReadInTime read;
    private final Answers answers;

    AdministratorController(
            AdminRepository admins,
            ChangeAdministrators changes,
            Passwords passwords,
            ReadInTime read,
            Answers answers) {
        this.admins = admins;
        this.changes = changes;
        this.passwords = passwords;
        this.read = read;
        this.answers = answers;
    }

    @Get
    HttpResponse<?> list(Caller.Admin caller, @RequestBean IdKeyset asked) {
        Keyset keyset = asked.keyset("administrators", caller);
        return read.answer(() -> {
            List<AdminRow> rows = admins.list(asked.before(), keyset.read());
            return answers.ok(
                    new AdminViews.Administrators(
                            keyset.shown(rows, AdminViews.Administrator::of),
                            keyset.next(rows, row -> Cursor.after(row.id()))));
        });
    }

    @Get("/{id}")
    HttpResponse<?> administrator(HttpRequest<?> request, AdminId id) {
        Optional<AdminRow> admin = admins.find(id.value());
        return admin.isPresent()
                ? answers.ok(AdminViews.Administrator.of(admin.get()))
                : answers.failed(request, ErrorCode.ROUTE_001);
    }

    @Post
    @FreshProof
    HttpResponse<?> create(
            HttpRequest<?> request,
            Caller.Admin caller,
            @Body AdministratorRequests.Creation creation) {
        return withPassword(
                request,
                password -> {
                    Optional<AdminRow> made =
                            changes.create(
                                    caller,
                                    creation.email(),
                                    creation.fullName(),
                                    creation.role(),
                                    password.hash());
                    return made.isPresent()
                            ? answers.created(shownOnce(made.get(), password))
                            : answers.failed(
                                    request, ErrorCode.AUTH_005, Problem.TAKEN.with("email"));
                });
    }

    @Patch("/{id}")
    @FreshProof
    HttpResponse<?> change(
            HttpRequest<?> request,
            Caller.Admin caller,
            AdminId id,
            @Body AdministratorRequests.Change change) {
        return shown(request, changes.change(caller, id, change));
    }

    @Post("/{id}/reset-mfa")
    @FreshProof
    HttpResponse<?> resetSecondFactor(
            HttpRequest<?> request,
            Caller.Admin caller,
            AdminId id,
            @Body AdministratorRequests.Reason body) {
        return shown(request, changes.resetSecondFactor(caller, id, body.reason()));
    }

    @Post("/{id}/end-sessions")
    @FreshProof
    HttpResponse<?> endSessions(
            HttpRequest<?> request,
            Caller.Admin caller,
            AdminId id,
            @Body AdministratorRequests.Reason body) {
        return shown(request, changes.endSessions(caller, id, body.reason()));
    }

    @Post("/{id}/reset-password")
    @FreshProof
    HttpResponse<?> resetPassword(
            HttpRequest<?> request,
            Caller.Admin caller,
            AdminId id,
            @Body AdministratorRequests.Reason body) {
        return withPassword(
                request,
                password ->
                        answer(
                                request,
                                changes.resetPassword(caller, id, password.hash(), body.reason()),
                                admin -> answers.ok(shownOnce(admin, password))));
    }

    private record Hashed(String plain, String hash) {

        /// Omits both.
        @Override
        public String toString() {
            return "Hashed[]";
        }
    }

    private HttpResponse<?> withPassword(
            HttpRequest<?> request, Function<Hashed, HttpResponse<?>> then) {
        String plain = passwords.generate();
        Optional<String> hash = passwords.hash(plain);
        return hash.isPresent()
                ? then.apply(new Hashed(plain, hash.get()))
                : answers.busy(request, Passwords.RETRY_AFTER);
    }

    private static AdminViews.WithPassword shownOnce(AdminRow admin, Hashed password) {
        return new AdminViews.WithPassword(AdminViews.Administrator.of(admin), password.plain());
    }

    private HttpResponse<?> shown(HttpRequest<?> request, ChangeAdministrators.Outcome outcome) {
        return answer(request, outcome, admin -> answers.ok(AdminViews.Administrator.of(admin)));
    }

    private HttpResponse<?> answer(
            HttpRequest<?> request,
            ChangeAdministrators.Outcome outcome,
            Function<AdminRow, HttpResponse<?>> changed) {
        return switch (outcome) {
            case ChangeAdministrators.Outcome.Changed it -> changed.apply(it.admin());
            case ChangeAdministrators.Outcome.Unknown _ ->
                    answers.failed(request, ErrorCode.ROUTE_001);
            case ChangeAdministrators.Outcome.Stale _ ->
                    answers.failed(request, ErrorCode.STATE_001);
            case ChangeAdministrators.Outcome.Refused refused ->
                    answers.failed(request, ErrorCode.STATE_002, refused.why());
        };
    }
}

package com.afftok.management.admin;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.answer.Answers;
import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Failure.Detail;
import com.afftok.management.answer.Keyset;
import com.afftok.management.auth.Passwords;
import com.afftok.management.read.ReadInTime;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AdminId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `/api/admin/admins`: the administrators, as super admins look after them.
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
    HttpResponse<?> list(
            HttpRequest<?> request,
            @QueryValue @Nullable String cursor,
            @QueryValue @Nullable Integer limit) {
        Checks checks = Keyset.check(cursor, limit);
        if (checks.found()) {
            return answers.invalid(request, checks.problems());
        }
        Keyset asked = Keyset.of(cursor, limit);
        return read.answer(
                request,
                () -> {
                    List<AdminRow> rows = admins.list(asked.before(), asked.read());
                    return answers.ok(
                            new AdminViews.Administrators(
                                    asked.shown(rows).stream()
                                            .map(AdminViews.Administrator::of)
                                            .toList(),
                                    asked.next(rows, AdminRow::id)));
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
    HttpResponse<?> create(
            HttpRequest<?> request,
            Caller.Admin caller,
            @Body AdministratorRequests.Creation creation) {
        List<Detail> problems = creation.problems();
        if (!problems.isEmpty()) {
            return answers.invalid(request, problems);
        }
        return withPassword(
                request,
                creation.password(),
                password -> {
                    Optional<AdminRow> made =
                            changes.create(
                                    caller,
                                    Objects.requireNonNull(creation.email()),
                                    Objects.requireNonNull(creation.fullName()).strip(),
                                    Objects.requireNonNull(creation.role()),
                                    password.hash());
                    return made.isPresent()
                            ? answers.created(shownOnce(made.get(), password))
                            : answers.failed(
                                    request, ErrorCode.AUTH_005, new Detail("email", "is taken"));
                });
    }

    @Patch("/{id}")
    HttpResponse<?> change(
            HttpRequest<?> request,
            Caller.Admin caller,
            AdminId id,
            @Body AdministratorRequests.Change change) {
        List<Detail> problems = change.problems();
        return problems.isEmpty()
                ? answer(
                        request,
                        changes.change(caller, id, change),
                        admin -> answers.ok(AdminViews.Administrator.of(admin)))
                : answers.invalid(request, problems);
    }

    @Post("/{id}/reset-mfa")
    HttpResponse<?> resetSecondFactor(
            HttpRequest<?> request,
            Caller.Admin caller,
            AdminId id,
            @Body AdministratorRequests.Reason body) {
        List<Detail> problems = body.problems();
        return problems.isEmpty()
                ? answer(
                        request,
                        changes.resetSecondFactor(
                                caller, id, Objects.requireNonNull(body.reason())),
                        admin -> answers.ok(AdminViews.Administrator.of(admin)))
                : answers.invalid(request, problems);
    }

    @Post("/{id}/reset-password")
    HttpResponse<?> resetPassword(
            HttpRequest<?> request,
            Caller.Admin caller,
            AdminId id,
            @Body AdministratorRequests.NewPassword body) {
        List<Detail> problems = body.problems();
        if (!problems.isEmpty()) {
            return answers.invalid(request, problems);
        }
        return withPassword(
                request,
                body.password(),
                password ->
                        answer(
                                request,
                                changes.resetPassword(
                                        caller,
                                        id,
                                        password.hash(),
                                        Objects.requireNonNull(body.reason())),
                                admin -> answers.ok(shownOnce(admin, password))));
    }

    /// A new password in both forms.
    private record Hashed(String plain, String hash) {

        /// Without either.
        @Override
        public String toString() {
            return "Hashed[]";
        }
    }

    private HttpResponse<?> withPassword(
            HttpRequest<?> request,
            @Nullable String given,
            Function<Hashed, HttpResponse<?>> then) {
        String plain = given == null ? passwords.generate() : given;
        Optional<String> hash = passwords.hash(plain);
        return hash.isPresent()
                ? then.apply(new Hashed(plain, hash.get()))
                : answers.busy(request, Passwords.RETRY_AFTER);
    }

    private static AdminViews.WithPassword shownOnce(AdminRow admin, Hashed password) {
        return new AdminViews.WithPassword(AdminViews.Administrator.of(admin), password.plain());
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

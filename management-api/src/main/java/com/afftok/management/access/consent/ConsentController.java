package com.afftok.management.access.consent;

import com.afftok.management.access.Allow;
import com.afftok.management.access.AllowAnyone;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.UserId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/auth/consents`: the versions of documents in force, and the caller's consents.
@Controller("/api/auth/consents")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConsentController {

    private final Consents consents;
    private final Answers answers;

    ConsentController(Consents consents, Answers answers) {
        this.consents = consents;
        this.answers = answers;
    }

    /// @param consents of the caller, the oldest first; none for a caller who is no user
    @Serdeable
    record View(List<Asked> documents, List<ConsentRow> consents) {}

    /// @param version in force; null if the document is not asked for
    @Serdeable
    record Asked(String document, @Nullable String version, boolean required) {}

    /// A consent, or its withdrawal.
    ///
    /// @param version required to consent
    @Serdeable
    record Decision(String document, Boolean given, @Nullable String version) {

        Decision {
            Fields fields = new Fields();
            document = fields.oneOf("document", document, Document.LABELS);
            given = fields.present("given", given);
            GivenConsents.checkVersion(fields, "version", version);
            fields.check(
                    !Boolean.TRUE.equals(given) || version != null, "version", Problem.REQUIRED);
            fields.end();
        }
    }

    @Get
    @AllowAnyone
    HttpResponse<?> list(@Nullable Caller caller) {
        return answers.ok(view(caller instanceof Caller.User user ? user.user() : null));
    }

    @Post
    @Allow(Permission.OWN_PROFILE)
    HttpResponse<?> decide(HttpRequest<?> request, Caller.User caller, @Body Decision decision) {
        Document document = Document.of(decision.document());
        return decision.given()
                ? give(request, caller.user(), document, String.valueOf(decision.version()))
                : withdraw(request, caller.user(), document);
    }

    private HttpResponse<?> give(
            HttpRequest<?> request, UserId user, Document document, String version) {
        String wanted = consents.inForce(document);
        if (!version.equals(wanted)) {
            return answers.invalid(request, List.of(otherVersion(wanted)));
        }
        consents.give(user, document, version);
        View after = view(user);
        return after.consents().stream().anyMatch(one -> one.isTo(document, version))
                ? answers.ok(after)
                : answers.failed(
                        request,
                        ErrorCode.STATE_002,
                        Problem.TOO_MANY_CONSENTS.with("document", Consents.MOST));
    }

    private static Detail otherVersion(@Nullable String wanted) {
        return wanted == null
                ? Problem.NOT_ASKED_FOR.with("document")
                : Problem.NOT_EQUAL.with("version", wanted);
    }

    private HttpResponse<?> withdraw(HttpRequest<?> request, UserId user, Document document) {
        if (document.isRequired()) {
            return answers.failed(
                    request, ErrorCode.STATE_002, Problem.NOT_WITHDRAWN.with("document"));
        }
        consents.withdraw(user, document);
        return answers.ok(view(user));
    }

    private View view(@Nullable UserId user) {
        return new View(
                Arrays.stream(Document.values())
                        .map(document ->
                                new Asked(
                                        document.label(),
                                        consents.inForce(document),
                                        document.isRequired()))
                        .toList(),
                user == null ? List.of() : consents.of(user));
    }
}

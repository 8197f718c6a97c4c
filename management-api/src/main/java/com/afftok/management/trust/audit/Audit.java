package com.afftok.management.trust.audit;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.answer.RequestIds;
import com.afftok.management.platform.limit.ClientTrace;
import com.afftok.shared.id.AdminId;
import com.afftok.shared.id.UserId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes the audit log. It is called in the transaction of the change, so that both are committed
/// or neither.
///
/// Writing an entry locks the log until the end of the transaction: call it last.
@Singleton
public final class Audit {

    private final AuditRepository entries;
    private final RequestIds requestIds;
    private final ClientTrace client;
    private final ObjectMapper json;

    Audit(AuditRepository entries, RequestIds requestIds, ClientTrace client, ObjectMapper json) {
        this.entries = entries;
        this.requestIds = requestIds;
        this.client = client;
        this.json = json;
    }

    /// Records a change by an administrator. Changes by users to their own data are not in this
    /// log, except those of account security and [#noteMoney].
    ///
    /// @param action such as `offer.approve`
    /// @param object the changed object
    /// @param before and after as clients see them; never with a secret
    public void note(
            Caller caller,
            String action,
            AuditedObject object,
            @Nullable Object before,
            @Nullable Object after) {
        if (caller instanceof Caller.Admin admin) {
            note(admin.id(), action, object, before, after);
        }
    }

    /// Records a change of terms or of money by an administrator, or by a member of an account.
    ///
    /// @param before and after as in the other method
    public void noteMoney(
            Caller caller,
            String action,
            AuditedObject object,
            @Nullable Object before,
            @Nullable Object after) {
        switch (caller) {
            case Caller.Admin admin -> note(admin.id(), action, object, before, after);
            case Caller.User user -> note(user.user(), action, object, before, after);
        }
    }

    /// Records an action of an administrator who is not signed in.
    public void note(
            AdminId admin,
            String action,
            AuditedObject object,
            @Nullable Object before,
            @Nullable Object after) {
        note("admin", admin.value(), action, object, before, after);
    }

    /// Records a change by a user of who may act for it: password, sessions, members of its
    /// account; or of payout details.
    public void note(
            UserId user,
            String action,
            AuditedObject object,
            @Nullable Object before,
            @Nullable Object after) {
        note("user", user.value(), action, object, before, after);
    }

    /// Records an action of an operator on the command line, or of the platform itself.
    public void noteSystem(
            String action, AuditedObject object, @Nullable Object before, @Nullable Object after) {
        note("system", null, action, object, before, after);
    }

    private void note(
            String kind,
            @Nullable Long actor,
            String action,
            AuditedObject object,
            @Nullable Object before,
            @Nullable Object after) {
        Optional<HttpRequest<Object>> request = ServerRequestContext.currentRequest();
        entries.add(
                kind,
                actor,
                action,
                object.type(),
                object.id(),
                text(before),
                text(after),
                request.map(requestIds::of).orElse(null),
                client.address(),
                client.agent());
    }

    private @Nullable String text(@Nullable Object value) {
        try {
            return value == null ? null : json.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package com.afftok.management.audit;

import com.afftok.management.access.Caller;
import com.afftok.management.answer.RequestIds;
import com.afftok.shared.id.AdminId;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Notes who changed what. It is called in the transaction of the change, so that there is neither
/// a change without its entry nor an entry without its change.
///
/// Entries wait for each other from here to the end of the transaction: it is called last.
@Singleton
public final class Audit {

    private final AuditRepository entries;
    private final RequestIds requestIds;
    private final ObjectMapper json;

    Audit(AuditRepository entries, RequestIds requestIds, ObjectMapper json) {
        this.entries = entries;
        this.requestIds = requestIds;
        this.json = json;
    }

    /// Notes a change, if it was an administrator who made it; what users do with their own things
    /// is none of this log's.
    ///
    /// @param action what was done, such as `offer.approve`
    /// @param object what it was done to
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

    /// Notes what an administrator did who is not signed in yet, or not any more.
    public void note(
            AdminId admin,
            String action,
            AuditedObject object,
            @Nullable Object before,
            @Nullable Object after) {
        note("admin", admin.value(), action, object, before, after);
    }

    /// Notes what an operator did on the command line.
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
        entries.add(
                kind,
                actor,
                action,
                object.type(),
                object.id(),
                text(before),
                text(after),
                ServerRequestContext.currentRequest().map(requestIds::of).orElse(null));
    }

    private @Nullable String text(@Nullable Object value) {
        try {
            return value == null ? null : json.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package com.afftok.management.audit;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Permission;
import com.afftok.management.answer.Answers;
import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Keyset;
import com.afftok.management.read.ReadInTime;
import com.afftok.shared.id.AdminId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `/api/admin/audit-logs`: what administrators changed.
@Controller("/api/admin/audit-logs")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.AUDIT_LOGS)
final class AuditController {

    /// No index knows the texts in an entry: one request looks through no more than so many.
    private static final long SEARCHED = 10_000;

    private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");
    private static final String TIME = "must be from the years 1970 to 9999";

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_.-]{1,80}");
    private static final String NAMED = "must have 1 to 80 of a-z 0-9 _ . -";

    private final AuditRepository entries;
    private final ChainRepository chain;
    private final VerifyChain verify;
    private final ReadInTime read;
    private final JsonMapper json;
    private final Answers answers;

    AuditController(
            AuditRepository entries,
            ChainRepository chain,
            VerifyChain verify,
            ReadInTime read,
            JsonMapper json,
            Answers answers) {
        this.entries = entries;
        this.chain = chain;
        this.verify = verify;
        this.read = read;
        this.json = json;
        this.answers = answers;
    }

    @Serdeable
    record Page(List<AuditView> auditLogs, @Nullable String nextCursor) {}

    /// Newest first. A search that did not find enough goes on at `next_cursor`, too.
    @Get
    HttpResponse<?> list(
            HttpRequest<?> request,
            @QueryValue @Nullable AdminId actor,
            @QueryValue @Nullable String action,
            @QueryValue("object_type") @Nullable String objectType,
            @QueryValue("object_id") @Nullable String objectId,
            @QueryValue @Nullable Instant from,
            @QueryValue @Nullable Instant to,
            @QueryValue @Nullable String search,
            @QueryValue @Nullable String cursor,
            @QueryValue @Nullable Integer limit) {
        Checks checks = Keyset.check(cursor, limit);
        if (action != null) {
            checks.matches("action", action, NAME, NAMED);
        }
        if (objectType != null) {
            checks.matches("object_type", objectType, NAME, NAMED);
        }
        if (objectId != null) {
            checks.text("object_id", objectId, 1, 200)
                    .that(objectType != null, "object_type", "is required with object_id");
        }
        if (search != null) {
            checks.text("search", search, 2, 100);
        }
        checks.that(from == null || isKept(from), "from", TIME)
                .that(to == null || isKept(to), "to", TIME);
        if (checks.found()) {
            return answers.invalid(request, checks.problems());
        }
        Keyset asked = Keyset.of(cursor, limit);
        return read.answer(
                request,
                () -> {
                    long before = Math.min(asked.before(), entries.newest() + 1);
                    long floor = search == null ? 1 : Math.max(1, before - SEARCHED);
                    List<AuditRow> rows =
                            entries.list(
                                    before,
                                    floor,
                                    actor == null ? null : actor.value(),
                                    action,
                                    objectType,
                                    objectId,
                                    from,
                                    to,
                                    search,
                                    asked.read());
                    String next = asked.next(rows, AuditRow::id);
                    return answers.ok(
                            new Page(
                                    asked.shown(rows).stream().map(this::view).toList(),
                                    next == null && floor > 1 ? Long.toString(floor) : next));
                });
    }

    /// With the number and hash of an entry that somebody has kept elsewhere, it says, too, whether
    /// that entry is still the same.
    @Get("/verify")
    HttpResponse<?> verify(
            HttpRequest<?> request,
            @QueryValue @Nullable Long entry,
            @QueryValue @Nullable String hash) {
        Checks checks =
                new Checks()
                        .that(
                                (entry == null) == (hash == null),
                                entry == null ? "entry" : "hash",
                                "entry and hash are asked for together");
        if (hash != null) {
            checks.matches("hash", hash, HASH, "must have 64 of 0-9 a-f");
        }
        if (checks.found()) {
            return answers.invalid(request, checks.problems());
        }
        List<ChainRow> verified = new ArrayList<>();
        HttpResponse<?> answer =
                read.answer(
                        request,
                        () -> {
                            verified.add(verify.run());
                            return answers.ok(
                                    ChainView.of(
                                            verified.getFirst(),
                                            (entry == null || hash == null)
                                                    ? null
                                                    : chain.isAsKept(entry, hash)));
                        });
        verified.forEach(verify::keep);
        return answer;
    }

    /// Whether the database has such times.
    private static boolean isKept(Instant time) {
        return !time.isBefore(Instant.EPOCH) && !time.isAfter(END);
    }

    private AuditView view(AuditRow row) {
        return new AuditView(
                row.id(),
                row.at(),
                new AuditView.Actor(row.actorKind(), row.actorId(), row.actorEmail()),
                row.action(),
                row.objectType(),
                row.objectId(),
                value(row.oldValue()),
                value(row.newValue()),
                row.requestId(),
                row.ipAddress(),
                row.userAgent());
    }

    private @Nullable JsonNode value(@Nullable String text) {
        try {
            return text == null ? null : json.readValue(text, JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package com.afftok.management.trust.audit;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
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

/// `/api/admin/audit-logs`: the log of administrators' changes.
@Controller("/api/admin/audit-logs")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.AUDIT_LOGS)
final class AuditController {

    /// No index covers the text of entries: one request searches at most this number.
    private static final long SEARCHED = 10_000;

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

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
    record Page(List<Entry> auditLogs, @Nullable String nextCursor) {}

    /// An entry of the log as administrators see it.
    @Serdeable
    record Entry(
            long id,
            Instant at,
            Actor actor,
            String action,
            String objectType,
            String objectId,
            @Nullable JsonNode oldValue,
            @Nullable JsonNode newValue,
            @Nullable String requestId,
            @Nullable String ipAddress,
            @Nullable String userAgent) {

        /// The actor.
        ///
        /// @param kind `admin`, `user` or `system`, which has no id
        /// @param email an administrator's
        @Serdeable
        record Actor(String kind, @Nullable Long id, @Nullable String email) {}
    }

    /// Whether the recomputed part of the log is unchanged.
    ///
    /// @param firstBroken the first entry that was changed or is missing
    /// @param lastHash to be stored elsewhere with the number of entries, which alone detects that
    ///   the owner of the database has rewritten the end of the log
    /// @param asKept whether the given entry is unchanged; null if none was given
    /// @param verifiedUpTo the entry up to which all were recomputed at some time; the next
    ///   verification continues there
    @Serdeable
    record Verified(
            boolean intact,
            long entries,
            @Nullable Long firstBroken,
            @Nullable String lastHash,
            @Nullable Boolean asKept,
            long verifiedUpTo) {

        static Verified of(ChainRow row, @Nullable Boolean asKept) {
            return new Verified(
                    row.firstBroken() == null && !Boolean.FALSE.equals(asKept),
                    row.entries(),
                    row.firstBroken(),
                    row.lastHash().isEmpty() ? null : row.lastHash(),
                    asKept,
                    row.after().checked());
        }
    }

    /// Newest first. A search that found too few entries also continues at `next_cursor`.
    @Get
    HttpResponse<?> list(Caller.Admin caller, @RequestBean AuditSearch search) {
        Keyset asked = Keyset.of("audit logs", caller, search.cursor(), search.limit());
        return read.answer(() -> {
            long before = Math.min(Cursor.before(search.cursor()), entries.newest() + 1);
            long floor = search.search() == null ? 1 : Math.max(1, before - SEARCHED);
            List<AuditRow> rows = entries.list(search, before, floor, asked.read());
            String next = asked.next(rows, row -> Cursor.after(row.id()));
            return answers.ok(
                    new Page(
                            asked.shown(rows, this::view),
                            next == null && floor > 1 ? asked.cursor(Cursor.after(floor)) : next));
        });
    }

    /// An entry that was stored elsewhere.
    @Introspected
    record Kept(@QueryValue @Nullable Long entry, @QueryValue @Nullable String hash) {

        Kept {
            Fields fields = new Fields();
            fields.check(entry != null || hash == null, "entry", Problem.NEEDS_OTHER, "hash")
                    .check(entry == null || hash != null, "hash", Problem.NEEDS_OTHER, "entry");
            fields.matchingOrNull("hash", hash, HASH, Problem.WRONG_FORM, 64, 64, "0-9 a-f");
            fields.end();
        }
    }

    /// With the number and hash of an entry stored elsewhere, the answer also tells whether that
    /// entry is unchanged.
    @Get("/verify")
    HttpResponse<?> verify(@RequestBean Kept kept) {
        Long entry = kept.entry();
        String hash = kept.hash();
        List<ChainRow> verified = new ArrayList<>();
        HttpResponse<?> answer =
                read.answer(() -> {
                    verified.add(verify.run());
                    return answers.ok(
                            Verified.of(
                                    verified.getFirst(),
                                    (entry == null || hash == null)
                                            ? null
                                            : chain.isAsKept(entry, hash)));
                });
        verified.forEach(verify::keep);
        return answer;
    }

    private Entry view(AuditRow row) {
        return new Entry(
                row.id(),
                row.at(),
                new Entry.Actor(row.actorKind(), row.actorId(), row.actorEmail()),
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

package com.afftok.management.tracking.link;

import static org.jooq.impl.DSL.field;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.edge.TellEdges;
import com.afftok.management.platform.idempotency.WriteOnce;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.LinkId;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// Creates and changes a promoter's links.
@Singleton
final class SaveLink {

    private static final int MOST_LINKS = 10_000;

    private final LinkRepository links;
    private final WriteOnce once;
    private final TellEdges edges;
    private final InstantSource clock;

    SaveLink(LinkRepository links, WriteOnce once, TellEdges edges, InstantSource clock) {
        this.links = links;
        this.once = once;
        this.edges = edges;
        this.clock = clock;
    }

    Outcome<LinkRow> make(Caller.Promoter caller, LinkRequest request) {
        long offer = Fields.required("offer_id", request.offerId());
        long promoter = caller.account().value();
        TermsRow terms = links.findTerms(promoter, offer).orElse(null);
        List<Detail> problems = request.problems(clock.instant(), terms);
        if (terms != null && terms.status().equals("active") && !problems.isEmpty()) {
            return Outcome.invalid(problems);
        }
        if (terms == null || !terms.status().equals("active")) {
            return Outcome.refused(terms == null ? ErrorCode.OFFER_001 : ErrorCode.OFFER_002);
        }
        if (!terms.isJoined()) {
            return notJoined();
        }
        Outcome<LinkRow> outcome = once.write(() -> insert(promoter, offer, request));
        if (outcome instanceof Outcome.Saved<LinkRow>(LinkRow link)) {
            tell(link.id(), "", Objects.requireNonNullElse(link.alias(), ""));
        }
        return outcome;
    }

    private Outcome<LinkRow> insert(long promoter, long offer, LinkRequest request) {
        links.lock(promoter);
        if (links.count(promoter, null) >= MOST_LINKS) {
            return Outcome.refused(
                    ErrorCode.STATE_002, Problem.TOO_MANY_LINKS.with("offer_id", MOST_LINKS));
        }
        Optional<Long> id = links.insert(promoter, offer, request.columns());
        if (id.isPresent()) {
            return new Outcome.Saved<>(links.find(id.get(), promoter).orElseThrow());
        }
        return links.findTerms(promoter, offer).filter(TermsRow::isJoined).isPresent()
                ? Outcome.refused(ErrorCode.LINK_002)
                : notJoined();
    }

    private static Outcome<LinkRow> notJoined() {
        return Outcome.refused(ErrorCode.STATE_002, Problem.NOT_JOINED.with("offer_id"));
    }

    Outcome<LinkRow> change(Caller.Promoter caller, LinkId id, LinkRequest request) {
        int version = Fields.required("version", request.version());
        long promoter = caller.account().value();
        LinkRow link = links.find(id.value(), promoter).orElse(null);
        if (link == null) {
            return Outcome.refused(ErrorCode.LINK_001);
        }
        if (version != link.version()) {
            return Outcome.refused(ErrorCode.STATE_001);
        }
        TermsRow terms = links.findTerms(promoter, link.offerId()).orElse(null);
        List<Detail> problems = request.problems(clock.instant(), terms);
        if (!problems.isEmpty()) {
            return Outcome.invalid(problems);
        }
        return request.status() == null || mayBecome(link, request.status())
                ? Outcome.unlessTaken(
                        "user_offers_alias_is_unique",
                        ErrorCode.LINK_002,
                        () -> change(link, promoter, version, request))
                : Outcome.refused(ErrorCode.STATE_002);
    }

    /// A pending or ended link keeps its status. The link created by joining can be paused, but not
    /// ended.
    private static boolean mayBecome(LinkRow link, String status) {
        return switch (link.status()) {
            case "active", "paused" -> !status.equals("archived") || !link.byJoin();
            default -> status.equals(link.status());
        };
    }

    private Outcome<LinkRow> change(
            LinkRow before, long promoter, int version, LinkRequest request) {
        Map<Field<?>, @Nullable Object> columns = request.columns();
        if (request.status() != null) {
            columns.put(field("status", String.class), request.status());
        }
        if (links.change(before.id(), promoter, version, columns) == 0) {
            return Outcome.refused(ErrorCode.STATE_001);
        }
        LinkRow after = links.find(before.id(), promoter).orElseThrow();
        tell(
                before.id(),
                Objects.requireNonNullElse(before.alias(), ""),
                Objects.requireNonNullElse(after.alias(), ""));
        return new Outcome.Saved<>(after);
    }

    private void tell(long link, String aliasBefore, String aliasAfter) {
        if (!aliasBefore.equals(aliasAfter)) {
            for (String alias : List.of(aliasBefore, aliasAfter)) {
                if (!alias.isEmpty()) {
                    edges.changedAlias(alias);
                }
            }
        }
        edges.changed(new LinkId(link));
    }
}

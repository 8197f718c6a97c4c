package com.afftok.management.link;

import com.afftok.management.access.Caller;
import com.afftok.management.answer.Checks;
import com.afftok.management.answer.DatabaseFailure;
import com.afftok.management.answer.Failure.Detail;
import com.afftok.management.edge.TellEdges;
import com.afftok.management.idempotency.WriteOnce;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.LinkId;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes and changes a promoter's links.
@Singleton
final class SaveLink {

    private static final int MOST_LINKS = 10_000;

    private final LinkRepository links;
    private final WriteOnce once;
    private final TellEdges edges;
    private final ObjectMapper json;
    private final InstantSource clock;

    SaveLink(
            LinkRepository links,
            WriteOnce once,
            TellEdges edges,
            ObjectMapper json,
            InstantSource clock) {
        this.links = links;
        this.once = once;
        this.edges = edges;
        this.json = json;
        this.clock = clock;
    }

    sealed interface Outcome {

        record Saved(LinkRow link) implements Outcome {}

        record Invalid(List<Detail> problems) implements Outcome {}

        record Refused(ErrorCode code, List<Detail> why) implements Outcome {

            Refused(ErrorCode code) {
                this(code, List.of());
            }

            Refused(ErrorCode code, String field, String why) {
                this(code, List.of(new Detail(field, why)));
            }
        }
    }

    Outcome make(Caller.Promoter caller, LinkRequest request) {
        Checks checks = new Checks();
        request.check(checks, clock.instant());
        checks.present("offer_id", request.offerId());
        if (checks.found()) {
            return new Outcome.Invalid(checks.problems());
        }
        long promoter = caller.account().value();
        long offer = Objects.requireNonNull(request.offerId());
        Optional<TermsRow> terms = links.findTerms(promoter, offer);
        if (terms.isEmpty()) {
            return new Outcome.Refused(ErrorCode.OFFER_001);
        }
        if (!terms.get().status().equals("active")) {
            return new Outcome.Refused(ErrorCode.OFFER_002);
        }
        request.checkHost(checks, terms.get());
        if (checks.found()) {
            return new Outcome.Invalid(checks.problems());
        }
        if (!terms.get().isJoined()) {
            return notJoined();
        }
        Outcome outcome = once.write(() -> insert(promoter, offer, text(given(request))));
        if (outcome instanceof Outcome.Saved(LinkRow link)) {
            tell(link.id(), "", Objects.requireNonNullElse(link.alias(), ""));
        }
        return outcome;
    }

    private static Map<String, @Nullable String> given(LinkRequest request) {
        Map<String, @Nullable String> columns = request.columns();
        columns.values().removeIf(value -> value == null || value.isEmpty());
        return columns;
    }

    private Outcome insert(long promoter, long offer, String columns) {
        links.lock(promoter);
        if (links.count(promoter, null, null) >= MOST_LINKS) {
            return new Outcome.Refused(
                    ErrorCode.STATE_002, "offer_id", "cannot have more: you have 10000 links");
        }
        List<Long> id = links.insert(promoter, offer, columns);
        if (!id.isEmpty()) {
            return new Outcome.Saved(links.find(id.getFirst(), promoter).orElseThrow());
        }
        return links.findTerms(promoter, offer).filter(TermsRow::isJoined).isPresent()
                ? new Outcome.Refused(ErrorCode.LINK_002)
                : notJoined();
    }

    private static Outcome notJoined() {
        return new Outcome.Refused(
                ErrorCode.STATE_002, "offer_id", "must be an offer that you have joined");
    }

    Outcome change(Caller.Promoter caller, LinkId id, LinkRequest request) {
        long promoter = caller.account().value();
        Optional<LinkRow> link = links.find(id.value(), promoter);
        if (link.isEmpty()) {
            return new Outcome.Refused(ErrorCode.LINK_001);
        }
        Checks checks = new Checks();
        request.checkChange(checks, clock.instant());
        links.findTerms(promoter, link.get().offerId())
                .ifPresent(terms -> request.checkHost(checks, terms));
        if (checks.found()) {
            return new Outcome.Invalid(checks.problems());
        }
        return request.status() == null || mayBecome(link.get(), request.status())
                ? change(link.get(), promoter, request)
                : new Outcome.Refused(ErrorCode.STATE_002);
    }

    /// What waits for the advertiser or was ended stays that way. The link that came with joining
    /// can rest, but not go.
    private static boolean mayBecome(LinkRow link, String status) {
        return switch (link.status()) {
            case "active", "paused" -> !status.equals("archived") || !link.byJoin();
            default -> status.equals(link.status());
        };
    }

    private Outcome change(LinkRow before, long promoter, LinkRequest request) {
        try {
            int version = Objects.requireNonNull(request.version());
            if (links.change(before.id(), promoter, version, text(request.columns())) == 0) {
                return new Outcome.Refused(ErrorCode.STATE_001);
            }
        } catch (DataAccessException e) {
            if (DatabaseFailure.breaks("user_offers_alias_is_unique", e)) {
                return new Outcome.Refused(ErrorCode.LINK_002);
            }
            throw e;
        }
        LinkRow after = links.find(before.id(), promoter).orElseThrow();
        tell(
                before.id(),
                Objects.requireNonNullElse(before.alias(), ""),
                Objects.requireNonNullElse(after.alias(), ""));
        return new Outcome.Saved(after);
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

    private String text(Map<String, @Nullable String> columns) {
        try {
            return json.writeValueAsString(columns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

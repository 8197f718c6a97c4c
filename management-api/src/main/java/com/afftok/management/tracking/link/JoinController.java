package com.afftok.management.tracking.link;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.edge.TellEdges;
import com.afftok.management.platform.idempotency.Idempotent;
import com.afftok.management.platform.idempotency.WriteOnce;
import com.afftok.management.platform.qr.DrawQr;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/offers/{id}/join`
@Controller("/api/offers/{id}/join")
@ExecuteOn(TaskExecutors.BLOCKING)
final class JoinController {

    private static final int QR_PIXELS = 300;

    private final LinkRepository links;
    private final WriteOnce once;
    private final LinkAddresses addresses;
    private final TellEdges edges;
    private final Answers answers;

    JoinController(
            LinkRepository links,
            WriteOnce once,
            LinkAddresses addresses,
            TellEdges edges,
            Answers answers) {
        this.links = links;
        this.once = once;
        this.addresses = addresses;
        this.edges = edges;
        this.answers = answers;
    }

    /// The link created by joining.
    ///
    /// @param status `pending` until the advertiser approves the promoter
    @Serdeable
    record Joined(
            long userOfferId, String status, String trackingUrl, String shortLink, String qrCode) {}

    /// @param isNew whether this request created the link
    private record Part(boolean isNew, @Nullable LinkRow link) {}

    @Post
    @Idempotent
    @Allow(Permission.OWN_LINKS)
    HttpResponse<?> join(HttpRequest<?> request, Caller.Promoter caller, OfferId id) {
        long promoter = caller.account().value();
        Part part =
                once.write(() ->
                        new Part(
                                !links.join(promoter, id.value()).isEmpty(),
                                links.findJoined(promoter, id.value()).orElse(null)));
        LinkRow link = part.link();
        if (link != null && part.isNew()) {
            edges.changed(new LinkId(link.id()));
            return answers.ok(joined(link));
        }
        Optional<TermsRow> terms = links.findTerms(promoter, id.value());
        if (terms.isEmpty()) {
            return answers.failed(request, ErrorCode.OFFER_001);
        }
        return link != null && terms.get().status().equals("active")
                ? answers.exists(request, ErrorCode.OFFER_003, joined(link))
                : answers.failed(request, ErrorCode.OFFER_002);
    }

    private Joined joined(LinkRow link) {
        LinkId id = new LinkId(link.id());
        String shortest = addresses.shortest(id, link.alias());
        return new Joined(
                link.id(),
                link.status(),
                addresses.signed(id),
                shortest,
                DrawQr.pngAsUrl(shortest, QR_PIXELS));
    }
}

package com.afftok.management.tracking.link;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.idempotency.Idempotent;
import com.afftok.management.platform.page.Pagination;
import com.afftok.management.platform.page.Paging;
import com.afftok.management.platform.qr.DrawQr;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Fields;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.LinkId;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/links`
@Controller("/api/links")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LinkController {

    private static final int USUAL_PIXELS = 300;
    private static final int MOST_PIXELS = 2000;

    private final LinkRepository links;
    private final SaveLink save;
    private final ReadInTime read;
    private final LinkAddresses addresses;
    private final Answers answers;

    LinkController(
            LinkRepository links,
            SaveLink save,
            ReadInTime read,
            LinkAddresses addresses,
            Answers answers) {
        this.links = links;
        this.save = save;
        this.read = read;
        this.addresses = addresses;
        this.answers = answers;
    }

    @Serdeable
    record LinkList(List<LinkView> links, Pagination pagination) {}

    /// Filters of a list of links.
    @Introspected
    record Search(
            @QueryValue @Nullable Integer page,
            @QueryValue @Nullable Integer limit,
            @QueryValue("offer_id") @Nullable Long offerId,
            @QueryValue @Nullable String status) {

        Search {
            Fields fields = new Fields();
            Paging.check(fields, page, limit);
            fields.idOrNull("offer_id", offerId);
            fields.oneOfOrNull("status", status, LinkRequest.STATUSES);
            fields.end();
        }
    }

    @Allow(Permission.OWN_LINKS_VIEW)
    @Get
    HttpResponse<?> list(Caller.Promoter caller, @RequestBean Search search) {
        long promoter = caller.account().value();
        Paging paging = Paging.of(search.page(), search.limit());
        return read.answer(() ->
                answers.ok(
                        new LinkList(
                                links.list(promoter, search, paging).stream()
                                        .map(link -> LinkView.of(link, addresses))
                                        .toList(),
                                Pagination.of(paging, links.count(promoter, search)))));
    }

    @Allow(Permission.OWN_LINKS)
    @Post
    @Idempotent
    HttpResponse<?> make(Caller.Promoter caller, @Body LinkRequest link) {
        return answers.created(save.make(caller, link), this::view);
    }

    private LinkView view(LinkRow link) {
        return LinkView.of(link, addresses);
    }

    @Allow(Permission.OWN_LINKS_VIEW)
    @Get("/{id}")
    HttpResponse<?> link(HttpRequest<?> request, Caller.Promoter caller, LinkId id) {
        Optional<LinkRow> found = links.find(id.value(), caller.account().value());
        return found.isPresent()
                ? answers.ok(LinkView.of(found.get(), addresses))
                : answers.failed(request, ErrorCode.LINK_001);
    }

    @Allow(Permission.OWN_LINKS)
    @Patch("/{id}")
    HttpResponse<?> change(Caller.Promoter caller, LinkId id, @Body LinkRequest link) {
        return answers.saved(save.change(caller, id, link), this::view);
    }

    /// @param size in pixels
    @Introspected
    record Image(@QueryValue @Nullable Integer size) {

        Image {
            Fields fields = new Fields();
            fields.between("size", size, 1, MOST_PIXELS, USUAL_PIXELS);
            fields.end();
        }

        int pixels() {
            return size == null ? USUAL_PIXELS : size;
        }
    }

    @Allow(Permission.OWN_LINKS_VIEW)
    @Get(
            value = "/{id}/qr.png",
            produces = {MediaType.IMAGE_PNG, MediaType.APPLICATION_JSON})
    HttpResponse<?> png(
            HttpRequest<?> request, Caller.Promoter caller, LinkId id, @RequestBean Image image) {
        Optional<String> address = address(caller, id);
        return address.isPresent()
                ? HttpResponse.ok(DrawQr.png(address.get(), image.pixels()))
                        .contentType(MediaType.IMAGE_PNG_TYPE)
                : answers.failed(request, ErrorCode.LINK_001);
    }

    @Allow(Permission.OWN_LINKS_VIEW)
    @Get(
            value = "/{id}/qr.svg",
            produces = {"image/svg+xml", MediaType.APPLICATION_JSON})
    HttpResponse<?> svg(HttpRequest<?> request, Caller.Promoter caller, LinkId id) {
        Optional<String> address = address(caller, id);
        return address.isPresent()
                ? HttpResponse.ok(DrawQr.svg(address.get())).contentType("image/svg+xml")
                : answers.failed(request, ErrorCode.LINK_001);
    }

    private Optional<String> address(Caller.Promoter caller, LinkId id) {
        return links.findAlias(id.value(), caller.account().value())
                .map(alias -> addresses.shortest(id, alias.isEmpty() ? null : alias));
    }
}

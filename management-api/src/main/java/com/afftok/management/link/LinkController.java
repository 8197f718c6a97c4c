package com.afftok.management.link;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.answer.Answers;
import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Failure.Detail;
import com.afftok.management.answer.Idempotent;
import com.afftok.management.answer.Pagination;
import com.afftok.management.answer.Paging;
import com.afftok.management.read.ReadInTime;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.LinkId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `/api/links`
@Controller("/api/links")
@Allow(Permission.OWN_LINKS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class LinkController {

    private static final Set<String> STATUSES = Set.of("active", "paused", "pending", "archived");
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

    @Get
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller.Promoter caller,
            @QueryValue @Nullable Integer page,
            @QueryValue @Nullable Integer limit,
            @QueryValue("offer_id") @Nullable Long offerId,
            @QueryValue @Nullable String status) {
        Checks checks = new Checks().oneOf("status", status, STATUSES).id("offer_id", offerId);
        Paging paging = Paging.of(page, limit, checks);
        if (checks.found()) {
            return answers.invalid(request, checks.problems());
        }
        long promoter = caller.account().value();
        return read.answer(
                request,
                () -> {
                    List<LinkView> found =
                            links
                                    .list(
                                            promoter,
                                            offerId,
                                            status,
                                            paging.limit(),
                                            paging.offset())
                                    .stream()
                                    .map(link -> LinkView.of(link, addresses))
                                    .toList();
                    long total = links.count(promoter, offerId, status);
                    return answers.ok(new LinkList(found, Pagination.of(paging, total)));
                });
    }

    @Post
    @Idempotent
    HttpResponse<?> make(HttpRequest<?> request, Caller.Promoter caller, @Body LinkRequest link) {
        return answer(request, save.make(caller, link), true);
    }

    @Get("/{id}")
    HttpResponse<?> link(HttpRequest<?> request, Caller.Promoter caller, LinkId id) {
        Optional<LinkRow> found = links.find(id.value(), caller.account().value());
        return found.isPresent()
                ? answers.ok(LinkView.of(found.get(), addresses))
                : answers.failed(request, ErrorCode.LINK_001);
    }

    @Patch("/{id}")
    HttpResponse<?> change(
            HttpRequest<?> request, Caller.Promoter caller, LinkId id, @Body LinkRequest link) {
        return answer(request, save.change(caller, id, link), false);
    }

    @Get(
            value = "/{id}/qr.png",
            produces = {MediaType.IMAGE_PNG, MediaType.APPLICATION_JSON})
    HttpResponse<?> png(
            HttpRequest<?> request,
            Caller.Promoter caller,
            LinkId id,
            @QueryValue @Nullable Integer size) {
        Checks checks = new Checks().between("size", size, 1, MOST_PIXELS);
        if (checks.found()) {
            return answers.invalid(request, checks.problems());
        }
        Optional<String> address = address(caller, id);
        return address.isPresent()
                ? HttpResponse.ok(DrawQr.png(address.get(), size == null ? USUAL_PIXELS : size))
                        .contentType(MediaType.IMAGE_PNG_TYPE)
                : answers.failed(request, ErrorCode.LINK_001);
    }

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

    private HttpResponse<?> answer(
            HttpRequest<?> request, SaveLink.Outcome outcome, boolean isNew) {
        return switch (outcome) {
            case SaveLink.Outcome.Saved saved -> {
                LinkView view = LinkView.of(saved.link(), addresses);
                yield isNew ? answers.created(view) : answers.ok(view);
            }
            case SaveLink.Outcome.Invalid invalid -> answers.invalid(request, invalid.problems());
            case SaveLink.Outcome.Refused refused ->
                    answers.failed(request, refused.code(), refused.why().toArray(Detail[]::new));
        };
    }
}

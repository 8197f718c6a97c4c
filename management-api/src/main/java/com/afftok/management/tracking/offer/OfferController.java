package com.afftok.management.tracking.offer;

import com.afftok.management.access.Allow;
import com.afftok.management.access.AllowAnyone;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.answer.Languages;
import com.afftok.management.platform.answer.Tagged;
import com.afftok.management.platform.page.Pagination;
import com.afftok.management.platform.page.Paging;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Fields;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.OfferId;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/offers`
@Controller("/api/offers")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OfferController {

    private final OfferRepository offers;
    private final SaveOffer save;
    private final MoveOffer move;
    private final ReadInTime read;
    private final Answers answers;

    OfferController(
            OfferRepository offers,
            SaveOffer save,
            MoveOffer move,
            ReadInTime read,
            Answers answers) {
        this.offers = offers;
        this.save = save;
        this.move = move;
        this.read = read;
        this.answers = answers;
    }

    @Serdeable
    record OfferList(List<Object> offers, Pagination pagination) {}

    /// The version that the caller has seen.
    @Serdeable
    record Read(@Nullable Integer version) {}

    @Get
    @Tagged
    @AllowAnyone
    HttpResponse<?> list(
            HttpRequest<?> request, @Nullable Caller caller, @RequestBean OfferSearch search) {
        Viewer viewer = Viewer.of(caller);
        Paging paging = search.paging();
        boolean arabic = Languages.prefersArabic(request);
        return read.answer(
                request,
                () ->
                        translated(
                                answers.ok(
                                        new OfferList(
                                                offers.search(viewer, search).stream()
                                                        .map(offer -> viewer.view(offer, arabic))
                                                        .toList(),
                                                Pagination.of(
                                                        paging, offers.count(viewer, search))))));
    }

    @Get("/{id}")
    @Tagged
    @AllowAnyone
    HttpResponse<?> offer(HttpRequest<?> request, @Nullable Caller caller, OfferId id) {
        Viewer viewer = Viewer.of(caller);
        Optional<OfferRow> found = viewer.find(offers, id);
        return found.isPresent()
                ? translated(answers.ok(viewer.view(found.get(), Languages.prefersArabic(request))))
                : answers.failed(request, ErrorCode.OFFER_001);
    }

    @Post
    @Allow({Permission.OWN_OFFERS, Permission.OFFERS})
    HttpResponse<?> make(Caller caller, @Body OfferRequest offer) {
        return answers.created(save.make(caller, offer), OfferView.Own::of);
    }

    @Put("/{id}")
    @Allow({Permission.OWN_OFFERS, Permission.OFFERS})
    HttpResponse<?> replace(Caller caller, OfferId id, @Body OfferRequest offer) {
        return answers.saved(save.replace(caller, id, offer), OfferView.Own::of);
    }

    @Delete("/{id}")
    @Allow({Permission.OWN_OFFERS, Permission.OFFERS})
    HttpResponse<?> delete(HttpRequest<?> request, Caller caller, OfferId id) {
        return move(request, caller, id, null, MoveOffer.Move.ARCHIVE);
    }

    @Post("/{id}/approve")
    @Allow(Permission.OFFERS)
    HttpResponse<?> approve(
            HttpRequest<?> request, Caller caller, OfferId id, @Nullable @Body Read read) {
        return moveAsRead(request, caller, id, read, MoveOffer.Move.APPROVE);
    }

    @Post("/{id}/decline")
    @Allow(Permission.OFFERS)
    HttpResponse<?> decline(
            HttpRequest<?> request, Caller caller, OfferId id, @Nullable @Body Read read) {
        return moveAsRead(request, caller, id, read, MoveOffer.Move.DECLINE);
    }

    @Post("/{id}/pause")
    @Allow({Permission.OWN_OFFERS, Permission.OFFERS})
    HttpResponse<?> pause(
            HttpRequest<?> request, Caller caller, OfferId id, @Nullable @Body Read read) {
        return move(request, caller, id, read, MoveOffer.Move.PAUSE);
    }

    @Post("/{id}/activate")
    @Allow({Permission.OWN_OFFERS, Permission.OFFERS})
    HttpResponse<?> activate(
            HttpRequest<?> request, Caller caller, OfferId id, @Nullable @Body Read read) {
        return moveAsRead(request, caller, id, read, MoveOffer.Move.ACTIVATE);
    }

    @Post("/{id}/archive")
    @Allow({Permission.OWN_OFFERS, Permission.OFFERS})
    HttpResponse<?> archive(
            HttpRequest<?> request, Caller caller, OfferId id, @Nullable @Body Read read) {
        return move(request, caller, id, read, MoveOffer.Move.ARCHIVE);
    }

    /// A move that lets an offer run requires that version. One that stops it does not, so that a
    /// concurrent change cannot fail it.
    private HttpResponse<?> moveAsRead(
            HttpRequest<?> request,
            Caller caller,
            OfferId id,
            @Nullable Read read,
            MoveOffer.Move wanted) {
        Fields.required("version", read == null ? null : read.version());
        return move(request, caller, id, read, wanted);
    }

    private HttpResponse<?> move(
            HttpRequest<?> request,
            Caller caller,
            OfferId id,
            @Nullable Read read,
            MoveOffer.Move wanted) {
        Integer version = read == null ? null : read.version();
        return switch (move.move(caller, id, version, wanted)) {
            case MoveOffer.Outcome.Moved moved -> answers.ok(OfferView.Own.of(moved.offer()));
            case MoveOffer.Outcome.Refused refused ->
                    answers.failed(request, refused.code(), refused.why().toArray(Detail[]::new));
        };
    }

    private static HttpResponse<?> translated(MutableHttpResponse<?> answer) {
        return answer.header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }
}

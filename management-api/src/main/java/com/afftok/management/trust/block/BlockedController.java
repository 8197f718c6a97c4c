package com.afftok.management.trust.block;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.address.AddressKeys;
import com.afftok.shared.address.AddressText;
import com.afftok.shared.block.SharedBlocks;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `/api/admin/fraud/blocked`: addresses and networks whose clicks are refused.
@Controller("/api/admin/fraud/blocked")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.FRAUD_DETECTION)
final class BlockedController {

    private static final Duration DEFAULT_BLOCK = Duration.ofHours(1);
    private static final String BEFORE_ALL = "0.0.0.0/0";

    private final Blocks blocks;
    private final BlocksInRedis addresses;
    private final BlockedNetworkRepository networks;
    private final Answers answers;
    private final InstantSource clock;

    BlockedController(
            Blocks blocks,
            BlocksInRedis addresses,
            BlockedNetworkRepository networks,
            Answers answers,
            InstantSource clock) {
        this.blocks = blocks;
        this.addresses = addresses;
        this.networks = networks;
        this.answers = answers;
        this.clock = clock;
    }

    /// Blocked networks in their order, and addresses.
    ///
    /// @param address restricts the addresses to this one
    @Introspected
    record Search(
            @QueryValue @Nullable String address,
            @QueryValue @Nullable String cursor,
            @QueryValue @Nullable Integer limit) {

        Search {
            Fields fields = new Fields();
            BlockRequest.checkAddress(fields, address);
            Keyset.check(fields, cursor, Search::last, limit);
            fields.end();
        }

        /// The last network of the previous page.
        static @Nullable String last(@Nullable String cursor) {
            return Cursor.read(
                    cursor,
                    key -> {
                        if (BlockedRange.parse(key.word(0)) == null) {
                            throw new IllegalArgumentException("no network");
                        }
                        return key.word(0);
                    });
        }

        byte @Nullable [] bytes() {
            return address == null ? null : AddressText.parse(address);
        }
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller.Admin caller, @RequestBean Search search) {
        Keyset asked = Keyset.of("blocked networks", caller, search.cursor(), search.limit());
        return withRedis(request, () -> answers.ok(all(search, asked)));
    }

    private BlockedViews.All all(Search search, Keyset asked) {
        Instant now = clock.instant();
        byte @Nullable [] address = search.bytes();
        BlockedViews.Addresses shown =
                new BlockedViews.Addresses(
                        addresses.count(now),
                        address == null
                                ? addresses.lastToEnd(now)
                                : addresses.only(blocks.key(address), now));
        String after = Objects.requireNonNullElse(Search.last(search.cursor()), BEFORE_ALL);
        List<BlockedNetworkRow> rows = networks.list(after, asked.read());
        return new BlockedViews.All(
                shown,
                asked.shown(rows, BlockedViews.Network::of),
                asked.next(rows, row -> Cursor.after(row.network())));
    }

    @Post
    HttpResponse<?> block(HttpRequest<?> request, Caller.Admin caller, @Body BlockRequest body) {
        Instant now = clock.instant();
        body.check(now, blocks);
        return switch (body.target()) {
            case BlockRequest.Target.Address(byte[] bytes) ->
                    withRedis(
                            request,
                            () ->
                                    answers.created(
                                            blocks.block(
                                                    caller,
                                                    blocks.key(bytes),
                                                    Objects.requireNonNullElse(
                                                            body.blockedUntil(),
                                                            now.plus(DEFAULT_BLOCK)),
                                                    body.reason())));
            case BlockRequest.Target.Network(BlockedRange range) ->
                    blocks.block(caller, range, body.blockedUntil(), body.reason())
                            .<HttpResponse<?>>map(answers::created)
                            .orElseGet(() ->
                                    answers.failed(
                                            request,
                                            ErrorCode.STATE_002,
                                            Problem.TOO_MANY_BLOCKED.with(
                                                    "network", SharedBlocks.MAX_NETWORKS)));
        };
    }

    /// The block to remove: one of the three.
    @Introspected
    record Unblock(
            @QueryValue @Nullable String address,
            @QueryValue @Nullable String key,
            @QueryValue @Nullable String network) {

        Unblock {
            Fields fields = new Fields();
            fields.check(
                    Stream.of(address, key, network).filter(Objects::nonNull).count() == 1,
                    "address",
                    Problem.NOT_EXACTLY_ONE,
                    List.of("address", "key", "network"));
            BlockRequest.checkAddress(fields, address);
            BlockRequest.checkNetwork(fields, network);
            fields.check(
                    key == null || AddressKeys.parse(key) != 0,
                    "key",
                    Problem.WRONG_FORM,
                    16,
                    16,
                    "0-9 a-f");
            fields.end();
        }

        long key(Blocks blocks) {
            byte @Nullable [] bytes = address == null ? null : AddressText.parse(address);
            return bytes != null ? blocks.key(bytes) : key == null ? 0 : AddressKeys.parse(key);
        }
    }

    @Delete
    HttpResponse<?> unblock(
            HttpRequest<?> request, Caller.Admin caller, @RequestBean Unblock unblock) {
        String network = unblock.network();
        return withRedis(
                request,
                () ->
                        (network == null
                                        ? blocks.unblock(caller, unblock.key(blocks))
                                        : blocks.unblock(caller, network))
                                ? answers.done()
                                : answers.failed(request, ErrorCode.ROUTE_001));
    }

    private HttpResponse<?> withRedis(HttpRequest<?> request, Supplier<HttpResponse<?>> work) {
        try {
            return work.get();
        } catch (BlocksInRedis.RedisAway e) {
            return answers.failed(request, ErrorCode.REDIS_001);
        }
    }
}

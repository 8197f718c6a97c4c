package com.afftok.management.fraud;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.answer.Answers;
import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Failure.Detail;
import com.afftok.shared.address.AddressKeys;
import com.afftok.shared.address.AddressText;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `/api/admin/fraud/blocked`: addresses and networks whose clicks are refused for that alone.
@Controller("/api/admin/fraud/blocked")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.FRAUD_DETECTION)
final class BlockedController {

    private static final Duration DEFAULT_BLOCK = Duration.ofHours(1);
    private static final String BEFORE_ALL = "0.0.0.0/0";
    private static final String NO_ADDRESS = "must be an IPv4 or IPv6 address";

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

    @Get
    HttpResponse<?> list(HttpRequest<?> request) {
        Checks checks = new Checks();
        ReadQuery query = new ReadQuery(request.getParameters(), checks);
        String after = query.text("cursor");
        String address = query.text("address");
        int limit = query.limit();
        if (after != null && BlockRequest.checkNetwork(new Checks(), after).found()) {
            checks.that(false, "cursor", "must be one that was answered");
        }
        byte @Nullable [] asked = address == null ? null : AddressText.parse(address);
        checks.that(address == null || asked != null, "address", NO_ADDRESS);
        if (checks.found()) {
            return answers.invalid(request, checks.problems());
        }
        return withRedis(
                request, () -> answers.ok(all(asked, after == null ? BEFORE_ALL : after, limit)));
    }

    private BlockedViews.All all(byte @Nullable [] asked, String after, int limit) {
        Instant now = clock.instant();
        BlockedViews.Addresses shown =
                new BlockedViews.Addresses(
                        addresses.count(now),
                        asked == null
                                ? addresses.lastToEnd(now)
                                : addresses.only(blocks.key(asked), now));
        List<BlockedNetworkRow> rows = networks.list(after, limit + 1);
        List<BlockedViews.Network> page =
                rows.stream().limit(limit).map(BlockedViews.Network::of).toList();
        return new BlockedViews.All(
                shown, page, rows.size() > limit ? page.getLast().network() : null);
    }

    @Post
    HttpResponse<?> block(HttpRequest<?> request, Caller.Admin caller, @Body BlockRequest body) {
        Instant now = clock.instant();
        Checks checks = body.check(now);
        String address = body.address();
        byte @Nullable [] bytes = address == null ? null : AddressText.parse(address);
        checks.that(
                bytes == null || blocks.mayBlock(bytes),
                "address",
                "is an internal one or our own, which is never blocked");
        BlockedRange range = body.network() == null ? null : BlockRequest.parse(body.network());
        checks.that(
                range == null || blocks.mayBlock(range),
                "network",
                "is our own proxies', which are never blocked");
        if (checks.found()) {
            return answers.invalid(request, checks.problems());
        }
        String reason = Objects.requireNonNull(body.reason()).strip();
        Instant until = body.blockedUntil();
        if (bytes == null) {
            return blockNetwork(request, caller, body, reason);
        }
        Instant end = until == null ? now.plus(DEFAULT_BLOCK) : until;
        return withRedis(
                request,
                () -> answers.created(blocks.block(caller, blocks.key(bytes), end, reason)));
    }

    private HttpResponse<?> blockNetwork(
            HttpRequest<?> request, Caller.Admin caller, BlockRequest body, String reason) {
        Optional<BlockedViews.Network> blocked =
                blocks.block(
                        caller,
                        Objects.requireNonNull(body.network()),
                        body.blockedUntil(),
                        reason);
        return blocked.isPresent()
                ? answers.created(blocked.get())
                : answers.failed(
                        request,
                        ErrorCode.STATE_002,
                        new Detail(
                                "network",
                                "as many as %d are blocked already"
                                        .formatted(Blocks.MOST_NETWORKS)));
    }

    /// One of `address`, `key` and `network` says what is blocked no longer.
    @Delete
    HttpResponse<?> unblock(HttpRequest<?> request, Caller.Admin caller) {
        Checks checks = new Checks();
        ReadQuery query = new ReadQuery(request.getParameters(), checks);
        String address = query.text("address");
        String name = query.text("key");
        String network = query.text("network");
        checks.that(
                Stream.of(address, name, network).filter(Objects::nonNull).count() == 1,
                "address",
                "exactly one of address, key and network is required");
        byte @Nullable [] bytes = address == null ? null : AddressText.parse(address);
        checks.that(address == null || bytes != null, "address", NO_ADDRESS);
        long key = bytes != null ? blocks.key(bytes) : name == null ? 0 : AddressKeys.parse(name);
        checks.that(name == null || key != 0, "key", "must have 16 hexadecimal digits");
        if (network != null) {
            BlockRequest.checkNetwork(checks, network);
        }
        if (checks.found()) {
            return answers.invalid(request, checks.problems());
        }
        return withRedis(
                request,
                () ->
                        (network == null
                                        ? blocks.unblock(caller, key)
                                        : blocks.unblock(caller, network))
                                ? answers.done()
                                : answers.failed(request, ErrorCode.ROUTE_001));
    }

    private HttpResponse<?> withRedis(HttpRequest<?> request, Supplier<HttpResponse<?>> work) {
        try {
            return work.get();
        } catch (RedisAway e) {
            return answers.failed(request, ErrorCode.REDIS_001);
        }
    }
}

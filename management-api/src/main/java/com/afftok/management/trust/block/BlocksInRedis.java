package com.afftok.management.trust.block;

import com.afftok.management.platform.redis.LazyRedis;
import com.afftok.shared.address.AddressKeys;
import com.afftok.shared.block.BlockChange;
import com.afftok.shared.block.BlockReason;
import com.afftok.shared.block.SharedBlocks;
import com.afftok.shared.click.FraudReason;
import com.afftok.shared.id.AdminId;
import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Blocks of single addresses, in the format of the edges: a sorted set of keys by end time, the
/// reason of each, and a channel for changes.
///
/// Every method throws [RedisAway] within seconds if Redis is unreachable.
@Singleton
final class BlocksInRedis {

    private static final int MOST_SHOWN = 100;
    private static final long PATIENCE_MILLIS = 1000;

    private final LazyRedis redis;

    BlocksInRedis(LazyRedis redis) {
        this.redis = redis;
    }

    /// Redis is unreachable, and the operation needs it.
    static final class RedisAway extends RuntimeException {

        private static final long serialVersionUID = 1;

        RedisAway(Throwable cause) {
            super(cause);
        }
    }

    /// Blocks an address on all edges. A block that is there gives way to this one.
    void block(long key, Instant until, Instant now, BlockReason.ByPerson decision) {
        String text = AddressKeys.format(key);
        RedisAsyncCommands<String, String> commands = commands();
        await(commands.zadd(SharedBlocks.ADDRESSES, (double) until.toEpochMilli(), text));
        await(
                commands.set(
                        BlockReason.entry(key),
                        decision.encode(),
                        SetArgs.Builder.px(Math.max(1, Duration.between(now, until).toMillis()))));
        await(commands.zremrangebyrank(SharedBlocks.ADDRESSES, 0, -SharedBlocks.MAX_ADDRESSES - 1));
        await(publish(commands, new BlockChange.Unblock(key))); // edges prolong no block
        await(publish(commands, new BlockChange.Block(key, until.toEpochMilli())));
    }

    void unblock(long key) {
        String text = AddressKeys.format(key);
        RedisAsyncCommands<String, String> commands = commands();
        await(commands.zrem(SharedBlocks.ADDRESSES, text));
        await(commands.del(BlockReason.entry(key)));
        await(publish(commands, new BlockChange.Unblock(key)));
    }

    /// The end of the block of an address; null if it is not blocked.
    @Nullable Instant end(long key, Instant now) {
        Double until =
                awaitOrNull(commands().zscore(SharedBlocks.ADDRESSES, AddressKeys.format(key)));
        Instant end = until == null ? null : Instant.ofEpochMilli(until.longValue());
        return end == null || !end.isAfter(now) ? null : end;
    }

    long count(Instant now) {
        return await(commands().zcount(SharedBlocks.ADDRESSES, from(now)));
    }

    List<BlockedViews.Address> lastToEnd(Instant now) {
        return explain(
                await(
                        commands()
                                .zrevrangebyscoreWithScores(
                                        SharedBlocks.ADDRESSES,
                                        from(now),
                                        Limit.from(MOST_SHOWN))));
    }

    /// The block of an address, or an empty list.
    List<BlockedViews.Address> only(long key, Instant now) {
        Instant end = end(key, now);
        return end == null
                ? List.of()
                : explain(
                        List.of(
                                ScoredValue.just(
                                        (double) end.toEpochMilli(), AddressKeys.format(key))));
    }

    private List<BlockedViews.Address> explain(List<ScoredValue<String>> blocks) {
        if (blocks.isEmpty()) {
            return List.of();
        }
        List<KeyValue<String, String>> whys =
                await(
                        commands()
                                .mget(
                                        blocks.stream()
                                                .map(block ->
                                                        BlockReason.entry(
                                                                AddressKeys.parse(
                                                                        block.getValue())))
                                                .toArray(String[]::new)));
        List<BlockedViews.Address> addresses = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            addresses.add(address(blocks.get(i), whys.get(i).getValueOrElse("")));
        }
        return addresses;
    }

    private static BlockedViews.Address address(ScoredValue<String> block, String why) {
        String key = block.getValue();
        Instant until = Instant.ofEpochMilli((long) block.getScore());
        return switch (BlockReason.parse(why)) {
            case BlockReason.ByRules rules ->
                    new BlockedViews.Address(
                            key,
                            until,
                            BigDecimal.valueOf(rules.score(), 2),
                            rules.reasons().stream().map(FraudReason::label).toList(),
                            rules.ruleSet(),
                            false,
                            null,
                            null,
                            null);
            case BlockReason.ByPerson(AdminId admin, Instant at, String reason) ->
                    new BlockedViews.Address(
                            key, until, null, List.of(), null, true, reason, admin.value(), at);
            case null ->
                    new BlockedViews.Address(
                            key, until, null, List.of(), null, false, null, null, null);
        };
    }

    private static RedisFuture<Long> publish(
            RedisAsyncCommands<String, String> commands, BlockChange change) {
        return commands.publish(BlockChange.CHANNEL, change.encode());
    }

    private static Range<Double> from(Instant now) {
        return Range.from(
                Range.Boundary.excluding((double) now.toEpochMilli()), Range.Boundary.unbounded());
    }

    private RedisAsyncCommands<String, String> commands() {
        return await(redis.connection()).async();
    }

    private static <T> T await(Future<T> answer) {
        T done = awaitOrNull(answer);
        if (done == null) {
            throw new IllegalStateException("Redis answered nothing");
        }
        return done;
    }

    private static <T> @Nullable T awaitOrNull(Future<T> answer) {
        try {
            return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RedisException e) {
            throw new RedisAway(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisAway(e);
        }
    }
}

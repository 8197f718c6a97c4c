package com.afftok.management.trust.fraud;

import com.afftok.management.platform.redis.LazyRedis;
import com.afftok.shared.address.AddressKeys;
import com.afftok.shared.click.FraudReason;
import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisException;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The blocks of single addresses, which live in Redis as the edges keep them there: a sorted set
/// of keys by the time at which they end, why each is, and a channel that says what changes.
///
/// Every method throws [RedisAway] within seconds if Redis cannot be reached.
@Singleton
final class BlocksInRedis {

    private static final String BLOCKED = "addresses:blocked";
    private static final String WHY = "address:blocked:";
    private static final int MOST_BLOCKS = 50_000;
    private static final int MOST_SHOWN = 100;
    private static final long PATIENCE_MILLIS = 1000;

    /// Score 1, no reasons, and rules that do not exist; then who, when, and why.
    private static final String BY_PERSON = "100 0 0";

    private static final Pattern BY_PERSON_FORM =
            Pattern.compile(BY_PERSON + "(?: ([0-9]{1,18}) ([0-9]{1,15}) (.*))?", Pattern.DOTALL);

    private static final Pattern WHY_FORM =
            Pattern.compile("([0-9]{1,3}) ([0-9]{1,9}) ([0-9]{1,9})");

    private final LazyRedis redis;

    BlocksInRedis(LazyRedis redis) {
        this.redis = redis;
    }

    /// Who blocked an address, when, and why.
    record Decision(long admin, Instant at, String reason) {

        String encode() {
            return BY_PERSON + ' ' + admin + ' ' + at.toEpochMilli() + ' ' + reason;
        }
    }

    /// Blocks an address on all edges. A block that is there gives way to this one.
    void block(long key, Instant until, Instant now, Decision decision) {
        String text = AddressKeys.format(key);
        RedisAsyncCommands<String, String> commands = commands();
        await(commands.zadd(BLOCKED, (double) until.toEpochMilli(), text));
        await(
                commands.set(
                        WHY + text,
                        decision.encode(),
                        SetArgs.Builder.px(Math.max(1, Duration.between(now, until).toMillis()))));
        await(commands.zremrangebyrank(BLOCKED, 0, -MOST_BLOCKS - 1));
        await(commands.publish(BLOCKED, "unblock " + text)); // edges prolong no block
        await(commands.publish(BLOCKED, "block " + text + " " + until.toEpochMilli()));
    }

    void unblock(long key) {
        String text = AddressKeys.format(key);
        RedisAsyncCommands<String, String> commands = commands();
        await(commands.zrem(BLOCKED, text));
        await(commands.del(WHY + text));
        await(commands.publish(BLOCKED, "unblock " + text));
    }

    /// When the block of an address ends; null if it is not blocked.
    @Nullable Instant end(long key, Instant now) {
        Double until = awaitOrNull(commands().zscore(BLOCKED, AddressKeys.format(key)));
        Instant end = until == null ? null : Instant.ofEpochMilli(until.longValue());
        return end == null || !end.isAfter(now) ? null : end;
    }

    long count(Instant now) {
        return await(commands().zcount(BLOCKED, from(now)));
    }

    List<BlockedViews.Address> lastToEnd(Instant now) {
        return explain(
                await(
                        commands()
                                .zrevrangebyscoreWithScores(
                                        BLOCKED, from(now), Limit.from(MOST_SHOWN))));
    }

    /// The block of one address as a list: empty if it is not blocked.
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
                                                .map(block -> WHY + block.getValue())
                                                .toArray(String[]::new)));
        List<BlockedViews.Address> addresses = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            addresses.add(address(blocks.get(i), whys.get(i).getValueOrElse("")));
        }
        return addresses;
    }

    private static BlockedViews.Address address(ScoredValue<String> block, String why) {
        Instant until = Instant.ofEpochMilli((long) block.getScore());
        Matcher decided = BY_PERSON_FORM.matcher(why);
        if (decided.matches()) {
            return byPerson(block.getValue(), until, decided);
        }
        Matcher known = WHY_FORM.matcher(why);
        if (!known.matches()) {
            return new BlockedViews.Address(
                    block.getValue(), until, null, List.of(), null, false, null, null, null);
        }
        int mask = Integer.parseInt(known.group(2)) & FraudReason.mask(FraudReason.values());
        return new BlockedViews.Address(
                block.getValue(),
                until,
                BigDecimal.valueOf(Long.parseLong(known.group(1)), 2),
                FraudReason.of(mask).stream().map(FraudReason::label).toList(),
                Integer.valueOf(known.group(3)),
                false,
                null,
                null,
                null);
    }

    /// An entry of before says no more than that it was a person.
    private static BlockedViews.Address byPerson(String key, Instant until, Matcher decided) {
        boolean full = decided.group(1) != null;
        return new BlockedViews.Address(
                key,
                until,
                null,
                List.of(),
                null,
                true,
                decided.group(3),
                full ? Long.valueOf(decided.group(1)) : null,
                full ? Instant.ofEpochMilli(Long.parseLong(decided.group(2))) : null);
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

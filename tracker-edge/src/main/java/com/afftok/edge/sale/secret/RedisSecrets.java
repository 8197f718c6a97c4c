package com.afftok.edge.sale.secret;

import com.afftok.edge.redis.Ask;
import com.afftok.edge.sale.secret.OpenSecrets.StoredSecret;
import com.afftok.shared.id.AccountId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The secrets shared by all edges in Redis, sealed as in PostgreSQL, so that an edge that starts
/// while PostgreSQL is down can verify.
///
/// They are one hash by advertiser. It expires after the time for which a secret is used without
/// being read again, unless an edge extends it, so it is never older than the memory of an edge may
/// be.
public final class RedisSecrets {

    static final String KEY = "postbacks:secrets:{0}";

    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final String COMPLETE = "complete";

    /// Keys: the hash. Arguments: time to live, mark, whether it is complete; then pairs of
    /// advertiser and secrets.
    private static final String REPLACE =
            """
            redis.call('DEL', KEYS[1])
            redis.call('HSET', KEYS[1], 'mark', ARGV[2], 'complete', ARGV[3])
            for i = 4, #ARGV, 2 do
              redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
            end
            return redis.call('PEXPIRE', KEYS[1], ARGV[1])
            """;

    private static final String KEEP_IF_MARKED =
            """
            if redis.call('HGET', KEYS[1], 'mark') ~= ARGV[2] then
              return 0
            end
            return redis.call('PEXPIRE', KEYS[1], ARGV[1])
            """;

    /// Removes the mark, so that the whole hash is written again soon.
    private static final String PUT =
            """
            if redis.call('EXISTS', KEYS[1]) == 0
                or (redis.call('HGET', KEYS[1], ARGV[1]) or '[]') == ARGV[2] then
              return 0
            end
            redis.call('HDEL', KEYS[1], 'mark')
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
            return 1
            """;

    private final Ask ask;
    private final Duration life;

    /// @param life time to live, unless an edge extends it
    public RedisSecrets(Redis redis, Duration life) {
        this.ask = new Ask(redis, TIMEOUT);
        this.life = life;
    }

    /// The advertiser's secrets, possibly none; null if unknown to Redis.
    Future<@Nullable List<StoredSecret>> find(AccountId advertiser) {
        return ask.answer(Request.cmd(Command.HMGET).arg(KEY).arg(COMPLETE).arg(advertiser.value()))
                .map(fields -> decode(fields.get(0), fields.get(1)));
    }

    /// Extends the time to live; false if the mark differs.
    Future<Boolean> keep(String mark) {
        return ask.answer(eval(KEEP_IF_MARKED).arg(life.toMillis()).arg(mark))
                .map(kept -> kept.toString().equals("1"));
    }

    /// Extends the time to live, if the hash exists.
    Future<Boolean> keep() {
        return ask.answer(Request.cmd(Command.PEXPIRE).arg(KEY).arg(life.toMillis()))
                .map(kept -> kept.toString().equals("1"));
    }

    Future<Boolean> replace(MarkSecrets.Mark mark, Map<AccountId, List<StoredSecret>> secrets) {
        Request replace =
                eval(REPLACE)
                        .arg(life.toMillis())
                        .arg(mark.of())
                        .arg(Boolean.toString(mark.complete()));
        secrets.forEach(
                (advertiser, sealed) -> replace.arg(advertiser.value()).arg(encode(sealed)));
        return ask.answer(replace).map(true);
    }

    /// Adds the secrets of an advertiser that an edge has just read, unless present.
    Future<?> put(AccountId advertiser, List<StoredSecret> secrets) {
        return ask.answer(eval(PUT).arg(advertiser.value()).arg(encode(secrets)));
    }

    private static Request eval(String script) {
        return Request.cmd(Command.EVAL).arg(script).arg(1).arg(KEY);
    }

    private static String encode(List<StoredSecret> secrets) {
        JsonArray all = new JsonArray();
        secrets.forEach(secret ->
                all.add(
                        new JsonArray()
                                .add(secret.id())
                                .add(secret.mode())
                                .add(secret.sealed().getBytes())));
        return all.encode();
    }

    private static @Nullable List<StoredSecret> decode(
            @Nullable Response complete, @Nullable Response secrets) {
        if (secrets == null) {
            return complete != null && Boolean.parseBoolean(complete.toString()) ? List.of() : null;
        }
        JsonArray all = new JsonArray(secrets.toString());
        List<StoredSecret> sealed = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            JsonArray one = all.getJsonArray(i);
            sealed.add(
                    new StoredSecret(
                            one.getLong(0), one.getString(1), Buffer.buffer(one.getBinary(2))));
        }
        return sealed;
    }
}

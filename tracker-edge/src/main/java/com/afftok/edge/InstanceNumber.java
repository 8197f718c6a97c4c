package com.afftok.edge;

import com.afftok.edge.config.EdgeConfig;
import com.afftok.edge.redis.Ask;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.security.SecureRandom;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The number of this edge in its click ids, unique among edges: the configured one, else the next
/// of a counter in Redis, else, without Redis, a random one.
final class InstanceNumber {

    private static final Logger log = LoggerFactory.getLogger(InstanceNumber.class);
    private static final String COUNTER = "afftok:instances";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private InstanceNumber() {}

    static Future<Integer> claim(int configured, Redis redis) {
        if (configured != EdgeConfig.ANY_INSTANCE) {
            return Future.succeededFuture(configured);
        }
        return new Ask(redis, PATIENCE)
                .answer(Request.cmd(Command.INCR).arg(COUNTER))
                .map(next -> (int) (Long.parseLong(next.toString()) & EdgeConfig.MAX_INSTANCE))
                .otherwise(_ -> random());
    }

    private static int random() {
        log.warn("redis is down, the instance number is random");
        return new SecureRandom().nextInt(EdgeConfig.MAX_INSTANCE + 1);
    }
}

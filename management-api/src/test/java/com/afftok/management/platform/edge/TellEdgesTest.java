package com.afftok.management.platform.edge;

import com.afftok.management.Eventually;
import com.afftok.management.RunningApi;
import com.afftok.shared.id.OfferId;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

final class TellEdgesTest {

    private static final long FIRST = 800_000_001;
    private static final int CHANGES = 2000;

    private final RunningApi api = RunningApi.shared();

    @Test
    void tells_what_waits_before_the_process_ends() {
        Set<String> heard = ConcurrentHashMap.newKeySet();
        try (RedisClient client = RedisClient.create(api.redis().url());
                StatefulRedisPubSubConnection<String, String> edge = client.connectPubSub()) {
            edge.addListener(
                    new RedisPubSubAdapter<>() {
                        @Override
                        public void message(String channel, String message) {
                            if (message.startsWith("offer 8000")) {
                                heard.add(message);
                            }
                        }
                    });
            edge.sync().subscribe("links:changed");
            RunningApi ending = api.sibling();
            TellEdges tell = ending.part(TellEdges.class);

            for (int i = 0; i < CHANGES; i++) {
                tell.changed(new OfferId(FIRST + i));
            }
            ending.stop();

            Eventually.eventually("all are told", () -> heard.size() == CHANGES);
        }
    }
}

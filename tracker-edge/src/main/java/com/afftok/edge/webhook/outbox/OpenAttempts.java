package com.afftok.edge.webhook.outbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts the attempts under way, by webhook and by user.
final class OpenAttempts {

    private final Map<Long, Integer> byWebhook;
    private final Map<Long, Integer> byUser;
    private int total;

    OpenAttempts() {
        this(new HashMap<>(), new HashMap<>(), 0);
    }

    private OpenAttempts(Map<Long, Integer> byWebhook, Map<Long, Integer> byUser, int total) {
        this.byWebhook = byWebhook;
        this.byUser = byUser;
        this.total = total;
    }

    OpenAttempts copy() {
        return new OpenAttempts(new HashMap<>(byWebhook), new HashMap<>(byUser), total);
    }

    void add(long webhook, long user) {
        byWebhook.merge(webhook, 1, Integer::sum);
        byUser.merge(user, 1, Integer::sum);
        total++;
    }

    void remove(long webhook, long user) {
        byWebhook.computeIfPresent(webhook, (_, count) -> count == 1 ? null : count - 1);
        byUser.computeIfPresent(user, (_, count) -> count == 1 ? null : count - 1);
        total--;
    }

    int total() {
        return total;
    }

    int ofWebhook(long webhook) {
        return byWebhook.getOrDefault(webhook, 0);
    }

    int ofUser(long user) {
        return byUser.getOrDefault(user, 0);
    }

    List<Long> webhooksFrom(int count) {
        return from(byWebhook, count);
    }

    List<Long> usersFrom(int count) {
        return from(byUser, count);
    }

    private static List<Long> from(Map<Long, Integer> counts, int count) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= count)
                .map(Map.Entry::getKey)
                .toList();
    }
}

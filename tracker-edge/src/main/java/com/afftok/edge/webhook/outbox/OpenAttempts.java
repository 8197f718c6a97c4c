package com.afftok.edge.webhook.outbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts the attempts in flight by webhook and by account.
final class OpenAttempts {

    private final Map<Long, Integer> byWebhook;
    private final Map<Long, Integer> byAccount;
    private int total;

    OpenAttempts() {
        this(new HashMap<>(), new HashMap<>(), 0);
    }

    private OpenAttempts(Map<Long, Integer> byWebhook, Map<Long, Integer> byAccount, int total) {
        this.byWebhook = byWebhook;
        this.byAccount = byAccount;
        this.total = total;
    }

    OpenAttempts copy() {
        return new OpenAttempts(new HashMap<>(byWebhook), new HashMap<>(byAccount), total);
    }

    void add(long webhook, long account) {
        byWebhook.merge(webhook, 1, Integer::sum);
        byAccount.merge(account, 1, Integer::sum);
        total++;
    }

    void remove(long webhook, long account) {
        byWebhook.computeIfPresent(webhook, (_, count) -> count == 1 ? null : count - 1);
        byAccount.computeIfPresent(account, (_, count) -> count == 1 ? null : count - 1);
        total--;
    }

    int total() {
        return total;
    }

    int ofWebhook(long webhook) {
        return byWebhook.getOrDefault(webhook, 0);
    }

    int ofAccount(long account) {
        return byAccount.getOrDefault(account, 0);
    }

    List<Long> webhooksFrom(int count) {
        return from(byWebhook, count);
    }

    List<Long> accountsFrom(int count) {
        return from(byAccount, count);
    }

    private static List<Long> from(Map<Long, Integer> counts, int count) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= count)
                .map(Map.Entry::getKey)
                .toList();
    }
}

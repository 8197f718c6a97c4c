package com.afftok.edge.webhook.outbox;

/// What all edges together have before them.
///
/// @param waiting deliveries that are neither delivered nor given up
/// @param paused webhooks
/// @param full webhooks that hear of no clicks
public record Backlog(long waiting, double oldestSeconds, long paused, long full) {

    public static final Backlog NONE = new Backlog(0, 0, 0, 0);
}

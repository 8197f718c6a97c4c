package com.afftok.edge.webhook.outbox;

import com.afftok.shared.id.OfferId;
import com.afftok.shared.id.UserId;
import io.vertx.core.json.JsonObject;

/// Something that happened, for the webhooks of the advertiser and the promoter whom it concerns.
///
/// @param data what receivers get as `data`, and templates as macros of the same names; both
///   parties see it
public record WebhookEvent(
        EventType type, UserId advertiser, UserId promoter, OfferId offer, JsonObject data) {}

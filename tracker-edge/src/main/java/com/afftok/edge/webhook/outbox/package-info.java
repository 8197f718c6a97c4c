/// Events for webhooks, from the outbox to the receivers: insertion, dispatch, sending, retries,
/// fair shares of webhooks, and expiry.
@NullMarked
package com.afftok.edge.webhook.outbox;

import org.jspecify.annotations.NullMarked;

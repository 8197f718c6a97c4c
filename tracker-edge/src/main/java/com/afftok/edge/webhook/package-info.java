/// Outgoing webhooks and postback templates: from the outbox to the receivers, signed, retried, and
/// fair between them.
@NullMarked
package com.afftok.edge.webhook;

import org.jspecify.annotations.NullMarked;

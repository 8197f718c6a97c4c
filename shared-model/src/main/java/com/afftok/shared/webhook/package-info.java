/// Where webhooks may lead: what one service lets be saved, the other one sends to.
@NullMarked
package com.afftok.shared.webhook;

import org.jspecify.annotations.NullMarked;

/// Outgoing webhooks and postback templates: the parts that send, and those that clean up.
@NullMarked
package com.afftok.edge.webhook;

import org.jspecify.annotations.NullMarked;

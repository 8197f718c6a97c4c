/// One attempt at one delivery: message, signature, address, request, and what follows.
@NullMarked
package com.afftok.edge.webhook.delivery;

import org.jspecify.annotations.NullMarked;

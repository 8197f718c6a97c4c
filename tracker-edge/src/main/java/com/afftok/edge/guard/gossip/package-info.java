/// What the edges tell each other through Redis: counts, clicks that were seen, and blocks.
@NullMarked
package com.afftok.edge.guard.gossip;

import org.jspecify.annotations.NullMarked;

/// Messages between edges through Redis: counts, counted clicks, and blocks.
@NullMarked
package com.afftok.edge.guard.gossip;

import org.jspecify.annotations.NullMarked;

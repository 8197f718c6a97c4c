/// What several parts of the edge need of Redis.
@NullMarked
package com.afftok.edge.redis;

import org.jspecify.annotations.NullMarked;

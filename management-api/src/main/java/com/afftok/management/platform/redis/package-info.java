/// The way to Redis, which may be away at any time, also at the start.
@NullMarked
package com.afftok.management.platform.redis;

import org.jspecify.annotations.NullMarked;

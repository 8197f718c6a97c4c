/// The connection to Redis, which may be down at any time, also at the start.
@NullMarked
package com.afftok.management.platform.redis;

import org.jspecify.annotations.NullMarked;

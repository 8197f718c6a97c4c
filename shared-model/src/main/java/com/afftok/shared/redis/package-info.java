/// What is the same for all services in how they use Redis.
@NullMarked
package com.afftok.shared.redis;

import org.jspecify.annotations.NullMarked;

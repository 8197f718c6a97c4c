/// Rate limits, shared by all instances through Redis and kept by each one while Redis is down.
@NullMarked
package com.afftok.management.platform.limit;

import org.jspecify.annotations.NullMarked;

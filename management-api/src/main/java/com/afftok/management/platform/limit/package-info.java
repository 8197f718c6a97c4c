/// How often somebody may do something: limits that all instances share through Redis, and each
/// keeps for itself while Redis is away.
@NullMarked
package com.afftok.management.platform.limit;

import org.jspecify.annotations.NullMarked;

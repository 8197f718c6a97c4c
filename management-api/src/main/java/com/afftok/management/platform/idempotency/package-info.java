/// Requests that clients may send again without having them done again.
@NullMarked
package com.afftok.management.platform.idempotency;

import org.jspecify.annotations.NullMarked;

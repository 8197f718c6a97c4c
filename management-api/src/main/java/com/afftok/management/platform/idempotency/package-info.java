/// Idempotent requests, which clients may send again.
@NullMarked
package com.afftok.management.platform.idempotency;

import org.jspecify.annotations.NullMarked;

/// The log of what administrators change: append-only, chained, and verifiable.
@NullMarked
package com.afftok.management.trust.audit;

import org.jspecify.annotations.NullMarked;

/// The audit log of administrators' changes: append-only, hash-chained, and verifiable.
@NullMarked
package com.afftok.management.trust.audit;

import org.jspecify.annotations.NullMarked;

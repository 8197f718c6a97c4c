/// The arithmetic of rate limits.
@NullMarked
package com.afftok.shared.limit;

import org.jspecify.annotations.NullMarked;

/// Versions of the fraud rules.
@NullMarked
package com.afftok.management.trust.rules;

import org.jspecify.annotations.NullMarked;

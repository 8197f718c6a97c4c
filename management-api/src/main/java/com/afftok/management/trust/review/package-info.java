/// Review of clicks and conversions that fraud rules refused or held.
@NullMarked
package com.afftok.management.trust.review;

import org.jspecify.annotations.NullMarked;

/// Fraud: review of clicks and conversions, fraud rules, and blocks.
@NullMarked
package com.afftok.management.trust.fraud;

import org.jspecify.annotations.NullMarked;

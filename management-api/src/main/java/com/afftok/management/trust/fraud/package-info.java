/// Fraud: what the edges made of clicks, what people make of that, the rules, and who is kept out.
@NullMarked
package com.afftok.management.trust.fraud;

import org.jspecify.annotations.NullMarked;

/// The terms of advertisers, with versions: the platform's fee, and how they pay.
@NullMarked
package com.afftok.management.money.terms;

import org.jspecify.annotations.NullMarked;

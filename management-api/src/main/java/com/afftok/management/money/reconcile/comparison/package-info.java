/// The comparisons of all that is kept twice: each is one statement, and thus reads one snapshot.
@NullMarked
package com.afftok.management.money.reconcile.comparison;

import org.jspecify.annotations.NullMarked;

/// What an advertiser owes, and the stop of its offers when nothing is left.
@NullMarked
package com.afftok.management.money.advertiser;

import org.jspecify.annotations.NullMarked;

/// Bonuses that advertisers give promoters, or that their rules award.
@NullMarked
package com.afftok.management.money.bonus;

import org.jspecify.annotations.NullMarked;

/// Who promoters are for the tax office, and the tax that is withheld from their payouts.
@NullMarked
package com.afftok.management.money.payout.tax;

import org.jspecify.annotations.NullMarked;

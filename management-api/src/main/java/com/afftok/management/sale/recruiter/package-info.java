/// The shares of recruiters in the commissions of an offer, as its advertiser agreed to them.
@NullMarked
package com.afftok.management.sale.recruiter;

import org.jspecify.annotations.NullMarked;

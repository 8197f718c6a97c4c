/// Earnings of promoters: commissions, and what recruits earn their recruiter.
@NullMarked
package com.afftok.management.money.earning;

import org.jspecify.annotations.NullMarked;

/// Answers of banks about batches of payouts.
@NullMarked
package com.afftok.management.money.payout.answer;

import org.jspecify.annotations.NullMarked;

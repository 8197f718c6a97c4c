/// Files that tell a bank or provider what to pay.
@NullMarked
package com.afftok.management.money.payout.file;

import org.jspecify.annotations.NullMarked;

/// Rules that award a bonus to each promoter who sold enough of an offer in a month.
@NullMarked
package com.afftok.management.money.bonus.rule;

import org.jspecify.annotations.NullMarked;

/// Monthly statements of promoters: their issue, and their forms as JSON, CSV and PDF.
@NullMarked
package com.afftok.management.money.statement;

import org.jspecify.annotations.NullMarked;
